/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ends this process when what it is at takes too much memory or time (TdPdfProbeResult). */
typedef struct _TdProbeWatch TdProbeWatch;

TdProbeWatch *td_probe_watch_new (int megabytes, int seconds);
void td_probe_watch_free (TdProbeWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdProbeWatch, td_probe_watch_free)

G_END_DECLS
