/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-unit-list-row.h"

#include "td-date.h"
#include "td-unit-kind.h"

#include <glib/gi18n-lib.h>

/* One unit in the register: name, below it kind and the time it existed, at the end its short name.
 */
struct _TdUnitListRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *name;
  GtkLabel *detail;
  GtkLabel *short_name;
  TdRecord *unit;
};

G_DEFINE_FINAL_TYPE (TdUnitListRow, td_unit_list_row, GTK_TYPE_WIDGET)

static char *
describe (const TdUnitRow *row)
{
  g_autoptr (GString) text = g_string_new (td_unit_kind_label (row->kind));
  g_autofree char *from = row->valid_from ? td_date_display_iso (row->valid_from) : NULL;
  g_autofree char *to = row->valid_to ? td_date_display_iso (row->valid_to) : NULL;

  if (from || to)
    g_string_append (text, text->len > 0 ? " · " : "");
  if (from && to)
    g_string_append_printf (text, "%s – %s", from, to);
  else if (from)
    g_string_append_printf (text, _ ("from %s"), from);
  else if (to)
    g_string_append_printf (text, _ ("until %s"), to);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update (TdUnitListRow *self)
{
  const TdUnitRow *row = self->unit ? td_record_get_row (self->unit) : NULL;
  g_autofree char *detail = row ? describe (row) : NULL;

  gtk_label_set_label (self->name, row && row->name ? row->name : "");
  gtk_label_set_label (self->detail, detail ? detail : "");
  gtk_label_set_label (self->short_name, row && row->short_name ? row->short_name : "");
  if (row && row->valid_to)
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "td-dim");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "td-dim");
}

/**
 * td_unit_list_row_set_unit:
 * @self: a row
 * @unit: (nullable): the unit to show
 *
 * Shows and follows a unit.
 */
void
td_unit_list_row_set_unit (TdUnitListRow *self, TdRecord *unit)
{
  g_return_if_fail (TD_IS_UNIT_LIST_ROW (self));

  if (self->unit)
    g_signal_handlers_disconnect_by_data (self->unit, self);
  g_set_object (&self->unit, unit);
  if (unit)
    {
      g_signal_connect_swapped (unit, "changed", G_CALLBACK (update), self);
      g_signal_connect_swapped (unit, "notify::loading", G_CALLBACK (update), self);
    }
  update (self);
}

static void
td_unit_list_row_dispose (GObject *object)
{
  TdUnitListRow *self = TD_UNIT_LIST_ROW (object);

  if (self->unit)
    g_signal_handlers_disconnect_by_data (self->unit, self);
  g_clear_object (&self->unit);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_unit_list_row_parent_class)->dispose (object);
}

static void
td_unit_list_row_class_init (TdUnitListRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_unit_list_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkLabel *
label_new (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);

  return GTK_LABEL (label);
}

static void
td_unit_list_row_init (TdUnitListRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->name = label_new (NULL);
  self->detail = label_new ("td-xs");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "td-dim");
  self->short_name = label_new ("td-s");
  gtk_widget_add_css_class (GTK_WIDGET (self->short_name), "td-dim");
  gtk_label_set_max_width_chars (self->short_name, 18);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->detail));

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (self->box), lines);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->short_name));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * td_unit_list_row_new:
 *
 * Returns: an empty row
 */
GtkWidget *
td_unit_list_row_new (void)
{
  return g_object_new (TD_TYPE_UNIT_LIST_ROW, NULL);
}
