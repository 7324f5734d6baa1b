/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-layout.h"

G_BEGIN_DECLS

/* Printing: the pages of the preview on paper, each in its own orientation. */
GtkPrintOperation *td_plan_print_new (TdLayout *layout,
                                      const char *job_name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
