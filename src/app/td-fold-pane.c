/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-fold-pane.h"

#include <adwaita.h>

/* A list with the panel of what is selected at its end: beside it where there is room for both,
 * over it where there is not. What a person chose for a wide window is kept while it is narrow. */

struct _TdFoldPane
{
  GtkWidget parent_instance;

  AdwFlap *flap;
  int width_for_both;
  int width;
  guint fold_id;
  gboolean folded;
  gboolean wants_panel; /* what the person chose for a wide window */
  gboolean has_panel;   /* there is something the panel could show */
};

G_DEFINE_FINAL_TYPE (TdFoldPane, td_fold_pane, GTK_TYPE_WIDGET)

/* The layout of the flap must not change while it is being allocated. */
static gboolean
fold_idle_cb (gpointer user_data)
{
  TdFoldPane *self = TD_FOLD_PANE (user_data);
  gboolean folded = self->width < self->width_for_both;

  self->fold_id = 0;
  if (folded == self->folded)
    return G_SOURCE_REMOVE;
  self->folded = folded;
  adw_flap_set_fold_policy (self->flap,
                            folded ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_reveal_flap (self->flap, !folded && self->wants_panel && self->has_panel);

  return G_SOURCE_REMOVE;
}

static void
td_fold_pane_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (TD_FOLD_PANE (widget)->flap), orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
}

static void
td_fold_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TdFoldPane *self = TD_FOLD_PANE (widget);

  gtk_widget_allocate (GTK_WIDGET (self->flap), width, height, baseline, NULL);
  if (width == self->width)
    return;
  self->width = width;
  if (self->fold_id == 0)
    self->fold_id = g_idle_add (fold_idle_cb, self);
}

static void
td_fold_pane_dispose (GObject *object)
{
  TdFoldPane *self = TD_FOLD_PANE (object);

  g_clear_handle_id (&self->fold_id, g_source_remove);
  if (self->flap != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->flap));
  self->flap = NULL;

  G_OBJECT_CLASS (td_fold_pane_parent_class)->dispose (object);
}

static void
td_fold_pane_class_init (TdFoldPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_fold_pane_dispose;
  /* No layout manager: with one, size_allocate would not be called. */
  widget_class->measure = td_fold_pane_measure;
  widget_class->size_allocate = td_fold_pane_size_allocate;
}

static void
td_fold_pane_init (TdFoldPane *self)
{
  self->wants_panel = TRUE;
  self->has_panel = TRUE;
  self->flap = ADW_FLAP (adw_flap_new ());
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  adw_flap_set_fold_policy (self->flap, ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_swipe_to_open (self->flap, FALSE);
  adw_flap_set_swipe_to_close (self->flap, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->flap), GTK_WIDGET (self));
}

/**
 * td_fold_pane_new:
 * @content: the list
 * @panel: what stands at its end
 * @width_for_both: the width in pixels below which the panel lies over the list
 *
 * Returns: the pane, its panel shown
 */
GtkWidget *
td_fold_pane_new (GtkWidget *content, GtkWidget *panel, int width_for_both)
{
  TdFoldPane *self = g_object_new (TD_TYPE_FOLD_PANE, NULL);

  self->width_for_both = width_for_both;
  adw_flap_set_content (self->flap, content);
  adw_flap_set_flap (self->flap, panel);

  return GTK_WIDGET (self);
}

/**
 * td_fold_pane_is_folded:
 * @self: the pane
 *
 * Returns: whether the panel lies over the list
 */
gboolean
td_fold_pane_is_folded (TdFoldPane *self)
{
  g_return_val_if_fail (TD_IS_FOLD_PANE (self), FALSE);

  return self->folded;
}

/**
 * td_fold_pane_is_panel_shown:
 * @self: the pane
 *
 * Returns: whether the panel is seen
 */
gboolean
td_fold_pane_is_panel_shown (TdFoldPane *self)
{
  g_return_val_if_fail (TD_IS_FOLD_PANE (self), FALSE);

  return adw_flap_get_reveal_flap (self->flap);
}

/**
 * td_fold_pane_show_panel:
 * @self: the pane
 * @shown: whether the person wants to see the panel
 */
void
td_fold_pane_show_panel (TdFoldPane *self, gboolean shown)
{
  g_return_if_fail (TD_IS_FOLD_PANE (self));

  if (!self->folded)
    self->wants_panel = shown;
  adw_flap_set_reveal_flap (self->flap, shown);
}

/**
 * td_fold_pane_set_has_panel:
 * @self: the pane
 * @has_panel: whether there is anything the panel could show; without it a wide pane hides it
 */
void
td_fold_pane_set_has_panel (TdFoldPane *self, gboolean has_panel)
{
  g_return_if_fail (TD_IS_FOLD_PANE (self));

  self->has_panel = has_panel;
  if (!self->folded)
    adw_flap_set_reveal_flap (self->flap, self->wants_panel && has_panel);
}

/**
 * td_fold_pane_find_focus:
 * @regions: (array length=n_regions): parts of one window
 * @n_regions: how many
 *
 * Returns: the index of the region that has the focus, or -1
 */
int
td_fold_pane_find_focus (GtkWidget *const *regions, guint n_regions)
{
  GtkRoot *root = gtk_widget_get_root (regions[0]);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < n_regions; i++)
    {
      if (focus == regions[i] || gtk_widget_is_ancestor (focus, regions[i]))
        return (int) i;
    }

  return -1;
}
