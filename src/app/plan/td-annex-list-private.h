/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-annex-list.h"

G_BEGIN_DECLS

/* Shared by td-annex-list*.c alone. */
struct _TdAnnexList
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  TdAnnexModel *model;
  TdAnnexLayout *layout;
  GtkMultiSelection *selection;
  GtkWidget *box;
  GtkListView *view;
  GtkWidget *menu;     /* the context menu, made when first asked for */
  GPtrArray *rows;     /* (element-type TdAnnexLine): rows the view has made; borrowed */
  TdPlanItem *current; /* the row the panel shows; NULL: none or several */
  TdKind wanted_kind;  /* to be selected once the list knows it; wanted_id 0: nothing */
  gint64 wanted_id;
  gboolean wanted_focus;
  guint focus_id;
  gboolean filling; /* the selection is being put back: nobody chose anything */
};

/* td-annex-list-actions.c */
void td_annex_list_install_actions (GtkWidgetClass *widget_class);
void td_annex_list_update_actions (TdAnnexList *self);
void td_annex_list_popup_menu (TdAnnexList *self, GtkWidget *over, double x, double y);
void td_annex_list_drop (
    TdAnnexList *self, const char *text, TdKind target_kind, gint64 target_id, int place);
char *td_annex_list_drag (TdAnnexList *self, TdPlanItem *item);

G_END_DECLS
