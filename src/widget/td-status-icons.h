/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The icons of statuses as pictures in their colours, each made once: a symbolic icon is coloured
 * pixel by pixel whenever it is drawn, which a table with one in every row feels. */
typedef struct _TdStatusIcons TdStatusIcons;

#define TD_STATUS_ICON_SIZE 16

TdStatusIcons *td_status_icons_new (void) G_GNUC_WARN_UNUSED_RESULT;
void td_status_icons_free (TdStatusIcons *self);
GdkTexture *td_status_icons_get (TdStatusIcons *self,
                                 const char *status,
                                 GtkWidget *widget,
                                 const GdkRGBA *color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdStatusIcons, td_status_icons_free)

G_END_DECLS
