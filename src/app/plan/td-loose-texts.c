/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-loose-texts.h"

#include <glib/gi18n-lib.h>

#include "td-block-editor.h"
#include "td-plan-items.h"

struct _TdLooseTexts
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  char *kind; /* TD_BODY_PREAMBLE or TD_BODY_CLOSING */
  GtkWidget *box;
  GtkListBox *list;
  TdPlanItems *items;
};

G_DEFINE_FINAL_TYPE (TdLooseTexts, td_loose_texts, GTK_TYPE_WIDGET)

/**
 * td_loose_texts_flush:
 * @self: the texts
 *
 * Writes what is typed and not yet written.
 */
void
td_loose_texts_flush (TdLooseTexts *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    td_block_editor_flush (TD_BLOCK_EDITOR (gtk_list_box_row_get_child (row)));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  TdLooseTexts *self = user_data;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *editor = td_block_editor_new (self->context);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), editor);
  td_block_editor_set_item (TD_BLOCK_EDITOR (editor), TD_PLAN_ITEM (item));

  return row;
}

static void
refresh (TdLooseTexts *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);

  if (data == NULL)
    return;
  td_plan_items_begin (self->items);
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_BLOCK); i++)
    {
      const TdBlockRow *block = td_plan_data_nth (data, TD_KIND_BLOCK, i);

      if (block->section_id == 0 && g_strcmp0 (block->kind, self->kind) == 0)
        td_plan_items_append (self->items, TD_KIND_BLOCK, block, 0, FALSE, FALSE, NULL, NULL);
    }
  td_plan_items_end (self->items);
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0);
}

static void
add_cb (TdLooseTexts *self)
{
  g_autofree char *plan =
      g_strdup_printf ("%" G_GINT64_FORMAT, td_plan_context_get_plan_id (self->context));
  TdEdit *edit = td_edit_new_add (TD_KIND_BLOCK);

  td_edit_set_value (edit, "plan_id", plan);
  td_edit_set_value (edit, "kind", self->kind);
  td_plan_context_edit (self->context, edit);
}

static void
td_loose_texts_dispose (GObject *object)
{
  TdLooseTexts *self = TD_LOOSE_TEXTS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->context);
  g_clear_pointer (&self->kind, g_free);

  G_OBJECT_CLASS (td_loose_texts_parent_class)->dispose (object);
}

static void
td_loose_texts_class_init (TdLooseTextsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_loose_texts_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
td_loose_texts_init (TdLooseTexts *self)
{
}

/**
 * td_loose_texts_new:
 * @context: the open plan
 * @kind: TD_BODY_PREAMBLE or TD_BODY_CLOSING
 *
 * Returns: the texts
 */
GtkWidget *
td_loose_texts_new (TdPlanContext *context, const char *kind)
{
  TdLooseTexts *self = g_object_new (TD_TYPE_LOOSE_TEXTS, NULL);
  GtkWidget *add = gtk_button_new_with_label (_ ("Add a Paragraph"));

  self->context = g_object_ref (context);
  self->kind = g_strdup (kind);
  self->items = td_plan_items_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->items), make_row, self, NULL);
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_widget_set_sensitive (add, !td_plan_context_get_read_only (context));
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self->box), add);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (context, "data-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
