/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-form-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-conflict.h"
#include "td-field-binder.h"
#include "td-plan-items.h"

#define MOST_FIELDS 3

struct _TdFormList
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  TdKind kind;
  const char *fields[MOST_FIELDS]; /* property names; NULL past the last */
  char *labels[MOST_FIELDS];
  GtkWidget *box;
  GtkListBox *list;
  TdPlanItems *items;
  gint64 wanted; /* to focus once it is shown */
};

G_DEFINE_FINAL_TYPE (TdFormList, td_form_list, GTK_TYPE_WIDGET)

/* What a line keeps on its row widget */
typedef struct
{
  TdFormList *list; /* borrowed: the row is inside it */
  gint64 id;
  TdRecord *record;
  GtkWidget *entries[MOST_FIELDS];
  TdFieldBinder *binders[MOST_FIELDS];
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_clear_object (&line->record);
  g_free (line);
}

static Line *
line_at (TdFormList *self, int position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, position);

  return row != NULL ? g_object_get_data (G_OBJECT (row), "td-line") : NULL;
}

/**
 * td_form_list_flush:
 * @self: a list
 *
 * Writes what is typed and not yet written.
 */
void
td_form_list_flush (TdFormList *self)
{
  Line *line;

  for (int i = 0; (line = line_at (self, i)) != NULL; i++)
    {
      for (guint f = 0; f < MOST_FIELDS && line->binders[f] != NULL; f++)
        td_field_binder_flush (line->binders[f]);
    }
}

static void
focus_wanted (TdFormList *self)
{
  Line *line;

  for (int i = 0; self->wanted != 0 && (line = line_at (self, i)) != NULL; i++)
    {
      if (line->id != self->wanted)
        continue;
      self->wanted = 0;
      gtk_widget_grab_focus (line->entries[0]);
    }
}

/**
 * td_form_list_focus:
 * @self: a list
 * @id: a record of it
 *
 * Returns: whether the record is in the list; its first field has the focus then
 */
gboolean
td_form_list_focus (TdFormList *self, gint64 id)
{
  self->wanted = id;
  focus_wanted (self);

  return self->wanted == 0;
}

static void
added_cb (TdPlanContext *context, gint64 id, gpointer user_data)
{
  td_form_list_focus (user_data, id);
}

static void
add_after (TdFormList *self, gint64 after)
{
  g_autofree char *plan =
      g_strdup_printf ("%" G_GINT64_FORMAT, td_plan_context_get_plan_id (self->context));
  TdEdit *edit = td_edit_new_add (self->kind);

  td_edit_set_value (edit, "plan_id", plan);
  if (self->kind == TD_KIND_LEGAL_BASIS)
    td_edit_set_value (edit, "verb", "Căn cứ");
  if (after != 0)
    td_edit_set_after (edit, after);
  td_plan_context_edit_then (self->context, edit, G_OBJECT (self), added_cb);
}

static void
add_cb (TdFormList *self)
{
  add_after (self, 0);
}

static void
delete_cb (GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  Line *line = g_object_get_data (G_OBJECT (row), "td-line");

  td_plan_context_edit (line->list->context, td_edit_new_delete (line->list->kind, &line->id, 1));
  td_plan_context_toast_undo (line->list->context, _ ("The line was deleted"));
}

static gboolean
key_pressed_cb (GtkEventController *controller,
                guint key,
                guint code,
                GdkModifierType state,
                gpointer user_data)
{
  Line *line = user_data;
  TdFormList *self = line->list;
  GdkModifierType mods = state & gtk_accelerator_get_default_mod_mask ();
  guint position = td_plan_items_find (self->items, self->kind, line->id);
  int step = key == GDK_KEY_Up ? -1 : key == GDK_KEY_Down ? 1 : 0;

  if (key == GDK_KEY_Return && mods == 0)
    {
      Line *next = line_at (self, (int) position + 1);

      if (next != NULL)
        gtk_widget_grab_focus (next->entries[0]);
      else
        add_after (self, line->id);
      return GDK_EVENT_STOP;
    }
  if (step == 0 || mods != GDK_ALT_MASK || (step < 0 && position == 0))
    return GDK_EVENT_PROPAGATE;
  self->wanted = line->id;
  td_plan_context_edit (self->context,
                        td_edit_new_move (self->kind, line->id, -1, position + (guint) step));

  return GDK_EVENT_STOP;
}

static void
add_entry (TdFormList *self, Line *line, GtkWidget *box, guint f)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  gboolean last = f + 1 == MOST_FIELDS || self->fields[f + 1] == NULL;

  gtk_widget_set_hexpand (entry, last);
  if (!last)
    gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), self->labels[f]);
  gtk_editable_set_editable (GTK_EDITABLE (entry), !td_plan_context_get_read_only (self->context));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->labels[f], -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), line);
  gtk_widget_add_controller (entry, keys);
  gtk_box_append (GTK_BOX (box), entry);
  line->entries[f] = entry;
  line->binders[f] = td_field_binder_attach (entry);
  td_field_binder_bind (line->binders[f], G_OBJECT (line->record), self->fields[f]);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  TdFormList *self = user_data;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *delete = gtk_button_new_from_icon_name ("user-trash-symbolic");
  Line *line = g_new0 (Line, 1);

  line->list = self;
  line->id = td_plan_item_get_id (item);
  line->record =
      td_workspace_get_record (td_plan_context_get_workspace (self->context), self->kind, line->id);
  td_conflict_watch (row, line->record);
  for (guint f = 0; f < MOST_FIELDS && self->fields[f] != NULL; f++)
    add_entry (self, line, box, f);
  gtk_widget_add_css_class (delete, "flat");
  gtk_widget_set_tooltip_text (delete, _ ("Delete the line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (delete), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Delete the line"), -1);
  gtk_widget_set_sensitive (delete, !td_plan_context_get_read_only (self->context));
  g_signal_connect (delete, "clicked", G_CALLBACK (delete_cb), NULL);
  gtk_box_append (GTK_BOX (box), delete);
  gtk_widget_add_css_class (box, "td-form-line");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "td-line", line, line_free);

  return row;
}

static void
refresh (TdFormList *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);

  if (data == NULL)
    return;
  td_plan_items_begin (self->items);
  for (guint i = 0; i < td_plan_data_count (data, self->kind); i++)
    td_plan_items_append (self->items, self->kind, td_plan_data_nth (data, self->kind, i), 0, FALSE,
                          FALSE, NULL, NULL);
  td_plan_items_end (self->items);
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0);
  focus_wanted (self);
}

static void
td_form_list_dispose (GObject *object)
{
  TdFormList *self = TD_FORM_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->context);
  for (guint f = 0; f < MOST_FIELDS; f++)
    g_clear_pointer (&self->labels[f], g_free);

  G_OBJECT_CLASS (td_form_list_parent_class)->dispose (object);
}

static void
td_form_list_class_init (TdFormListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_form_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
td_form_list_init (TdFormList *self)
{
}

/**
 * td_form_list_new:
 * @context: the open plan
 * @kind: the kind of the records
 * @fields: (array zero-terminated=1): property names, static, at most three; the last one is wide
 * @labels: (array zero-terminated=1): what they are called, translated
 * @add_label: what the button that adds a line says
 *
 * Returns: the list
 */
GtkWidget *
td_form_list_new (TdPlanContext *context,
                  TdKind kind,
                  const char *const *fields,
                  const char *const *labels,
                  const char *add_label)
{
  TdFormList *self = g_object_new (TD_TYPE_FORM_LIST, NULL);
  GtkWidget *add = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  self->context = g_object_ref (context);
  self->kind = kind;
  for (guint f = 0; f < MOST_FIELDS && fields[f] != NULL; f++)
    {
      self->fields[f] = fields[f];
      self->labels[f] = g_strdup (labels[f]);
    }
  self->items = td_plan_items_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->items), make_row, self, NULL);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), add_label);
  gtk_button_set_child (GTK_BUTTON (add), content);
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
