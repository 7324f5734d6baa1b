/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-tab.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-annex-list.h"
#include "td-annex-strip.h"

struct _TdAnnexTab
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  GtkWidget *box;
  TdAnnexStrip *strip;
  TdAnnexList *list;
};

static void td_annex_tab_plan_tab_init (TdPlanTabInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TdAnnexTab,
                               td_annex_tab,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TD_TYPE_PLAN_TAB, td_annex_tab_plan_tab_init))

static void
td_annex_tab_search (TdPlanTab *tab, const char *text)
{
  td_annex_strip_search (TD_ANNEX_TAB (tab)->strip, text);
}

static gboolean
td_annex_tab_shows (TdPlanTab *tab, int kind)
{
  return kind == TD_KIND_TASK || kind == TD_KIND_PLAN_GROUP || kind == TD_KIND_PLAN_COLUMN;
}

static void
td_annex_tab_plan_tab_init (TdPlanTabInterface *iface)
{
  iface->search = td_annex_tab_search;
  iface->shows = td_annex_tab_shows;
}

static void
td_annex_tab_dispose (GObject *object)
{
  TdAnnexTab *self = TD_ANNEX_TAB (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_annex_tab_parent_class)->dispose (object);
}

static void
td_annex_tab_class_init (TdAnnexTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_annex_tab_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
td_annex_tab_init (TdAnnexTab *self)
{
}

/**
 * td_annex_tab_new:
 * @context: the open plan
 *
 * Returns: the tab
 */
GtkWidget *
td_annex_tab_new (TdPlanContext *context)
{
  TdAnnexTab *self = g_object_new (TD_TYPE_ANNEX_TAB, NULL);

  self->context = g_object_ref (context);
  self->list = TD_ANNEX_LIST (td_annex_list_new (context));
  self->strip = TD_ANNEX_STRIP (td_annex_strip_new (context, self->list));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}
