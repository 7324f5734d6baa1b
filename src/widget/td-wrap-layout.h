/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TD_TYPE_WRAP_LAYOUT (td_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (TdWrapLayout, td_wrap_layout, TD, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *td_wrap_layout_new (int spacing);

G_END_DECLS
