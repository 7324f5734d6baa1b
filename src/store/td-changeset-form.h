/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean td_changeset_is_well_formed (GBytes *changes);

G_END_DECLS
