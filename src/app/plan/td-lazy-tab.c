/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-lazy-tab.h"
#include "td-tab-stop.h"

/* The place of a tab in the plan view. The tab itself, hundreds of widgets that follow every change
 * of the plan, is made when it is first shown: most plans are opened for one of them. */
struct _TdLazyTab
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  TdLazyTabMake make;
  guint64 kinds; /* a bit per kind of record that is edited here */
  gboolean wide;
  GtkWidget *tab; /* NULL: never shown */
};

static void td_lazy_tab_plan_tab_init (TdPlanTabInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TdLazyTab,
                               td_lazy_tab,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TD_TYPE_PLAN_TAB, td_lazy_tab_plan_tab_init))

static TdPlanTab *
get_tab (TdLazyTab *self)
{
  if (self->tab == NULL)
    {
      self->tab = self->make (self->context);
      gtk_widget_set_parent (self->tab, GTK_WIDGET (self));
    }

  return TD_PLAN_TAB (self->tab);
}

static void
td_lazy_tab_search (TdPlanTab *tab, const char *text)
{
  TdLazyTab *self = TD_LAZY_TAB (tab);

  if (self->tab != NULL || *text != '\0')
    td_plan_tab_search (get_tab (self), text);
}

static gboolean
td_lazy_tab_shows (TdPlanTab *tab, int kind)
{
  return kind >= 0 && (TD_LAZY_TAB (tab)->kinds & (G_GUINT64_CONSTANT (1) << kind)) != 0;
}

static void
td_lazy_tab_reveal (TdPlanTab *tab, TdSource source)
{
  td_plan_tab_reveal (get_tab (TD_LAZY_TAB (tab)), source);
}

static void
td_lazy_tab_flush (TdPlanTab *tab)
{
  TdLazyTab *self = TD_LAZY_TAB (tab);

  if (self->tab != NULL)
    td_plan_tab_flush (get_tab (self));
}

static gboolean
td_lazy_tab_focus_region (TdPlanTab *tab, int step)
{
  return td_plan_tab_focus_region (get_tab (TD_LAZY_TAB (tab)), step);
}

static gboolean
td_lazy_tab_wide (TdPlanTab *tab)
{
  return TD_LAZY_TAB (tab)->wide;
}

static void
td_lazy_tab_plan_tab_init (TdPlanTabInterface *iface)
{
  iface->search = td_lazy_tab_search;
  iface->shows = td_lazy_tab_shows;
  iface->reveal = td_lazy_tab_reveal;
  iface->flush = td_lazy_tab_flush;
  iface->focus_region = td_lazy_tab_focus_region;
  iface->wide = td_lazy_tab_wide;
}

static void
td_lazy_tab_map (GtkWidget *widget)
{
  get_tab (TD_LAZY_TAB (widget));
  GTK_WIDGET_CLASS (td_lazy_tab_parent_class)->map (widget);
}

static gboolean
td_lazy_tab_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (get_tab (TD_LAZY_TAB (widget))));
}

static void
td_lazy_tab_dispose (GObject *object)
{
  TdLazyTab *self = TD_LAZY_TAB (object);

  g_clear_pointer (&self->tab, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_lazy_tab_parent_class)->dispose (object);
}

static void
td_lazy_tab_class_init (TdLazyTabClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_lazy_tab_dispose;
  widget_class->map = td_lazy_tab_map;
  widget_class->focus = td_focus_only_child;
  widget_class->grab_focus = td_lazy_tab_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
td_lazy_tab_init (TdLazyTab *self)
{
}

/**
 * td_lazy_tab_new:
 * @context: the open plan
 * @make: makes the tab
 * @kinds: a bit for each #TdKind that is edited on the tab
 * @wide: whether the tab wants the whole width of the window
 *
 * Returns: the place of the tab
 */
GtkWidget *
td_lazy_tab_new (TdPlanContext *context, TdLazyTabMake make, guint64 kinds, gboolean wide)
{
  TdLazyTab *self = g_object_new (TD_TYPE_LAZY_TAB, NULL);

  self->context = g_object_ref (context);
  self->make = make;
  self->kinds = kinds;
  self->wide = wide;

  return GTK_WIDGET (self);
}
