/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-review-editor.h"

#include <glib/gi18n-lib.h>

#include "td-field-binder.h"
#include "td-review-value.h"

#define MAX_HEIGHT 270

struct _TdReviewEditor
{
  GtkWidget parent_instance;

  TdReviewModel *model;
  TdReviewItem *item;
  GtkWidget *stack;
  GtkWidget *grid;
  GtkWidget *message;
  GtkWidget *first;
  GPtrArray *binders; /* (element-type TdFieldBinder): borrowed from their fields */
  GPtrArray *values;  /* (element-type TdReviewValue) */
  gulong changed_handler;
  GtkWidget *meaning;
  guint n_columns; /* places taken in the row of the grid that is being filled */
  int row;
};

G_DEFINE_FINAL_TYPE (TdReviewEditor, td_review_editor, GTK_TYPE_WIDGET)

static const char *const column_roles[] = {
  TD_COLUMN_PRODUCT,  TD_COLUMN_LEAD, TD_COLUMN_COORDINATING, TD_COLUMN_ASSIGNMENT,
  TD_COLUMN_DEADLINE, TD_COLUMN_NOTE, TD_COLUMN_OTHER,        NULL,
};

static void
td_review_editor_dispose (GObject *object)
{
  TdReviewEditor *self = TD_REVIEW_EDITOR (object);

  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_handler, self->item);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->binders, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_object (&self->item);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (td_review_editor_parent_class)->dispose (object);
}

static void
td_review_editor_class_init (TdReviewEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_review_editor_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
td_review_editor_init (TdReviewEditor *self)
{
  GtkWidget *hint = gtk_label_new (_ ("Choose a line above to put it right."));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->binders = g_ptr_array_new ();
  self->values = g_ptr_array_new_with_free_func (g_object_unref);
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));

  gtk_widget_add_css_class (hint, "td-dim");
  gtk_widget_set_margin_top (hint, 10);
  gtk_widget_set_margin_bottom (hint, 10);
  gtk_stack_add_named (GTK_STACK (self->stack), hint, "none");

  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_box_append (GTK_BOX (box), self->grid);
  self->message = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->message), 0);
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_widget_add_css_class (self->message, "td-late");
  gtk_widget_set_visible (self->message, FALSE);
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_widget_add_css_class (box, "td-panel-body");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_stack_add_named (GTK_STACK (self->stack), scroller, "fields");
}

/**
 * td_review_editor_new:
 * @model: the review
 *
 * Returns: an editor without an item
 */
GtkWidget *
td_review_editor_new (TdReviewModel *model)
{
  TdReviewEditor *self = g_object_new (TD_TYPE_REVIEW_EDITOR, NULL);

  self->model = g_object_ref (model);

  return GTK_WIDGET (self);
}

static void
refused_cb (TdReviewEditor *self, GError *error)
{
  gtk_label_set_label (GTK_LABEL (self->message), error->message);
  gtk_widget_set_visible (self->message, TRUE);
}

static gboolean
is_long (TdKind kind, const char *field)
{
  static const char *const names[] = {
    "content", "text", "product_text", "assignment_text", "lead_text", "coordinating_text", NULL
  };

  return g_strv_contains (names, field) ||
         (kind == TD_KIND_SECTION && g_str_equal (field, "title")) ||
         (kind == TD_KIND_PLAN && g_str_equal (field, "title"));
}

/* A field that needs the whole width */
static gboolean
is_wide (TdKind kind, const char *field)
{
  return g_str_equal (field, "content") ||
         (g_str_equal (field, "text") && kind != TD_KIND_LEGAL_BASIS) || kind == TD_KIND_SECTION ||
         kind == TD_KIND_PLAN;
}

static void
place (TdReviewEditor *self, GtkWidget *label, GtkWidget *field, gboolean wide)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), field);
  if (wide && self->n_columns > 0)
    {
      self->n_columns = 0;
      self->row++;
    }
  gtk_grid_attach (GTK_GRID (self->grid), box, (int) self->n_columns, self->row, wide ? 2 : 1, 1);
  self->n_columns += wide ? 2 : 1;
  if (self->n_columns >= 2)
    {
      self->n_columns = 0;
      self->row++;
    }
}

static void
role_chosen_cb (GtkDropDown *drop_down, GParamSpec *pspec, TdReviewValue *value)
{
  guint chosen = gtk_drop_down_get_selected (drop_down);

  if (chosen < G_N_ELEMENTS (column_roles) - 1)
    td_review_value_set (value, column_roles[chosen]);
}

static GtkWidget *
make_role_field (TdReviewEditor *self, TdReviewValue *value)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *role = td_review_item_dup_value (self->item, "role");
  guint chosen = GTK_INVALID_LIST_POSITION;
  GtkWidget *field;

  if (g_strcmp0 (role, TD_COLUMN_NUMBER) == 0 || g_strcmp0 (role, TD_COLUMN_CONTENT) == 0)
    {
      field = gtk_label_new (td_review_role_name (role));
      gtk_label_set_xalign (GTK_LABEL (field), 0);
      return field;
    }
  for (guint i = 0; column_roles[i] != NULL; i++)
    {
      gtk_string_list_append (names, td_review_role_name (column_roles[i]));
      if (g_strcmp0 (role, column_roles[i]) == 0)
        chosen = i;
    }
  field = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (field), chosen);
  g_signal_connect_object (field, "notify::selected", G_CALLBACK (role_chosen_cb), value, 0);

  return field;
}

static GtkWidget *
make_text_field (int lines, GtkWidget **focusable)
{
  GtkWidget *frame = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (frame), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), 12 + lines * 19);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), view);
  gtk_widget_add_css_class (frame, "td-text-field");
  *focusable = view;

  return frame;
}

static const char *
caption_of (TdReviewEditor *self, const char *field)
{
  const TdFieldSpec *spec =
      td_kind_find_field (td_kind_spec (td_review_item_get_kind (self->item)), field);

  return spec != NULL ? _ (spec->label) : field;
}

static void
add_field (TdReviewEditor *self, const char *name)
{
  TdKind kind = td_review_item_get_kind (self->item);
  TdReviewValue *value = td_review_value_new (self->model, self->item, name);
  GtkWidget *label = gtk_label_new (caption_of (self, name));
  GtkWidget *field, *focusable;

  g_ptr_array_add (self->values, value);
  g_signal_connect_object (value, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "td-lbl");

  if (kind == TD_KIND_PLAN_COLUMN && g_str_equal (name, "role"))
    field = focusable = make_role_field (self, value);
  else if (is_long (kind, name))
    field = make_text_field (is_wide (kind, name) ? 3 : 2, &focusable);
  else
    field = focusable = gtk_entry_new ();
  if (GTK_IS_TEXT_VIEW (focusable) || GTK_IS_EDITABLE (focusable))
    {
      TdFieldBinder *binder = td_field_binder_attach (focusable);

      td_field_binder_bind (binder, G_OBJECT (value), "text");
      g_ptr_array_add (self->binders, binder);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (focusable), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (label)), -1);
  place (self, label, field, is_wide (kind, name));
  if (self->first == NULL)
    self->first = focusable;
}

static void
clear_fields (TdReviewEditor *self)
{
  GtkWidget *child;

  td_review_editor_flush (self);
  g_ptr_array_set_size (self->binders, 0);
  self->first = NULL;
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  g_ptr_array_set_size (self->values, 0);
  self->row = 0;
  self->n_columns = 0;
  gtk_widget_set_visible (self->message, FALSE);
}

static void
item_changed_cb (TdReviewEditor *self)
{
  gtk_widget_set_visible (self->message, FALSE);
}

/**
 * td_review_editor_set_item:
 * @self: the editor
 * @item: (nullable): what to put right
 *
 * Shows the fields of @item.
 */
void
td_review_editor_set_item (TdReviewEditor *self, TdReviewItem *item)
{
  const char *const *fields = item != NULL ? td_review_item_get_fields (item) : NULL;

  if (self->item == item)
    return;
  clear_fields (self);
  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_handler, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    self->changed_handler =
        g_signal_connect_swapped (item, "changed", G_CALLBACK (item_changed_cb), self);
  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    add_field (self, fields[i]);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), fields != NULL ? "fields" : "none");
}

/**
 * td_review_editor_flush:
 * @self: the editor
 *
 * Puts away what is typed.
 */
void
td_review_editor_flush (TdReviewEditor *self)
{
  for (guint i = 0; i < self->binders->len; i++)
    td_field_binder_flush (g_ptr_array_index (self->binders, i));
}

/**
 * td_review_editor_focus:
 * @self: the editor
 *
 * Returns: whether there is a field that took the focus
 */
gboolean
td_review_editor_focus (TdReviewEditor *self)
{
  return self->first != NULL && gtk_widget_grab_focus (self->first);
}
