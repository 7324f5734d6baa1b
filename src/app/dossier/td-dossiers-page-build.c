/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossiers-page-private.h"

#include <glib/gi18n-lib.h>

#define CHARTS_HEIGHT 270

/* The widgets of the page of dossiers. */

static void
clear_mark_cb (TdDossiersPage *self)
{
  td_dossiers_page_clear_mark (self);
  td_dossiers_page_update_table (self);
}

static void
quick_cb (TdDossiersPage *self, GtkToggleButton *button)
{
  if (self->updating || !gtk_toggle_button_get_active (button))
    return;
  self->picked_quick =
      (TdQuickFilter) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "td-quick"));
  td_dossiers_page_clear_mark (self);
  td_dossiers_page_update_table (self);
}

static GtkWidget *
figures_new (TdDossiersPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);

  gtk_widget_set_margin_start (box, 4);
  gtk_widget_set_margin_end (box, 4);
  for (guint i = 0; i < G_N_ELEMENTS (self->figures); i++)
    {
      self->figures[i] = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->figures[i]), "numeric");
      gtk_label_set_ellipsize (self->figures[i], PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figures[i]));
    }
  gtk_widget_set_hexpand (GTK_WIDGET (self->figures[4]), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->figures[4]), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->figures[4]), "td-figure-rate");

  return box;
}

static GtkWidget *
quick_new (TdDossiersPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < TD_N_QUICK; i++)
    {
      GtkWidget *button =
          gtk_toggle_button_new_with_label (td_quick_filter_label ((TdQuickFilter) i));

      self->quick[i] = GTK_TOGGLE_BUTTON (button);
      g_object_set_data (G_OBJECT (button), "td-quick", GINT_TO_POINTER ((int) i));
      gtk_widget_add_css_class (button, "td-pill");
      if (i > 0)
        gtk_toggle_button_set_group (self->quick[i], self->quick[0]);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (quick_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_toggle_button_set_active (self->quick[0], TRUE);

  return box;
}

static GtkWidget *
mark_chip_new (TdDossiersPage *self)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->mark_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (chip, "td-chip");
  gtk_widget_add_css_class (chip, "strong");
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _ ("Show all again"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show all again"), -1);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (clear_mark_cb), self);
  gtk_box_append (GTK_BOX (chip), GTK_WIDGET (self->mark_label));
  gtk_box_append (GTK_BOX (chip), close);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (chip, FALSE);
  self->mark_chip = chip;

  return chip;
}

static void
fill_channels (TdDossiersPage *self)
{
  g_autoptr (GPtrArray) groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_dossier_group_free);

  for (guint i = 1; i < TD_N_CHANNELS; i++)
    {
      TdDossierGroup *group = g_new0 (TdDossierGroup, 1);

      group->key = g_strdup (td_channel_label ((TdChannel) i));
      group->id = i;
      g_ptr_array_add (groups, group);
    }
  td_dossier_filter_button_set_groups (self->channels, groups);
}

static GtkWidget *
filters_new (TdDossiersPage *self)
{
  static const char *const labels[] = { N_ ("Area"), N_ ("Procedure"), N_ ("Unit") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  gtk_box_append (GTK_BOX (box), mark_chip_new (self));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      GtkWidget *button = td_dossier_filter_button_new (_ (labels[i]));

      self->buttons[i] = TD_DOSSIER_FILTER_BUTTON (button);
      g_signal_connect_swapped (button, "changed", G_CALLBACK (td_dossiers_page_reload), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  self->channels = TD_DOSSIER_FILTER_BUTTON (td_dossier_filter_button_new (_ ("Channel")));
  fill_channels (self);
  g_signal_connect_swapped (self->channels, "changed", G_CALLBACK (td_dossiers_page_reload), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->channels));
  gtk_box_append (GTK_BOX (box), td_dossiers_page_add_views (self));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "td-dim");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->count), GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));

  return box;
}

static GtkWidget *
content_new (TdDossiersPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *clamp = adw_clamp_new ();

  self->charts = TD_DOSSIER_CHARTS (td_dossier_charts_new ());
  g_signal_connect_swapped (self->charts, "changed", G_CALLBACK (td_dossiers_page_update_overview),
                            self);
  g_signal_connect_swapped (self->charts, "mark", G_CALLBACK (td_dossiers_page_mark), self);
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_top (head, 8);
  gtk_box_append (GTK_BOX (head), figures_new (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (clamp), GTK_ORIENTATION_VERTICAL);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), CHARTS_HEIGHT);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), CHARTS_HEIGHT);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->charts));
  gtk_widget_set_vexpand (clamp, FALSE);
  gtk_widget_set_size_request (clamp, -1, CHARTS_HEIGHT);
  gtk_widget_set_vexpand (head, FALSE);
  gtk_box_append (GTK_BOX (head), clamp);
  gtk_box_append (GTK_BOX (head), quick_new (self));
  gtk_box_append (GTK_BOX (head), filters_new (self));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

static GtkWidget *
empty_new (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Import Data…"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "td-dossier-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No dossiers yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("Bring in the file exported from the one-stop system."));
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.import");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}

/* The panel may also be closed from outside, over the table. */
static void
revealed_cb (TdDossiersPage *self)
{
  td_dossier_table_set_narrow (self->table, adw_flap_get_reveal_flap (self->flap));
}

void
td_dossiers_page_build (TdDossiersPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->updating = TRUE;
  self->period = TD_PERIOD_BAR (td_period_bar_new ());
  self->table = TD_DOSSIER_TABLE (td_dossier_table_new (self->model));
  self->panel = TD_DOSSIER_PANEL (td_dossier_panel_new (self->workspace));
  self->flap = ADW_FLAP (adw_flap_new ());
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  adw_flap_set_swipe_to_open (self->flap, FALSE);
  adw_flap_set_reveal_flap (self->flap, FALSE);
  g_signal_connect_swapped (self->flap, "notify::reveal-flap", G_CALLBACK (revealed_cb), self);
  adw_flap_set_flap (self->flap, GTK_WIDGET (self->panel));
  adw_flap_set_content (self->flap, content_new (self));
  gtk_widget_set_vexpand (GTK_WIDGET (self->flap), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->period));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->flap));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, box, "content");
  gtk_stack_add_named (self->stack, empty_new (), "empty");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  g_signal_connect_swapped (self->table, "sorted", G_CALLBACK (td_dossiers_page_update_table),
                            self);
  self->updating = FALSE;
}
