/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-block-editor.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-conflict.h"
#include "td-marks.h"
#include "td-rich-text.h"

#define COMMIT_DELAY_MS 600
#define SPACING 6

struct _TdBlockEditor
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  TdPlanItem *item;
  gulong changed_id;
  GtkWidget *box;
  GtkWidget *handle;
  GtkLabel *mark;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  gboolean dirty;   /* typed and not yet written */
  gboolean loading; /* the buffer is being filled: that is not typing */
  guint commit_id;
  char *base;      /* the words as last read or written here: what is typed builds on them */
  guint pending;   /* writes on their way */
  gboolean asking; /* the file holds other words: the person is being asked */
};

G_DEFINE_FINAL_TYPE (TdBlockEditor, td_block_editor, GTK_TYPE_WIDGET)

static gint64
block_id (TdBlockEditor *self)
{
  return self->item != NULL ? td_plan_item_get_id (self->item) : 0;
}

typedef struct
{
  GWeakRef editor;
  TdPlanContext *context;
  gint64 id;
  char *text;
} Write;

/* What could not be written is shown, so that it is not lost. */
static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Write *write = user_data;
  g_autoptr (TdBlockEditor) self = g_weak_ref_get (&write->editor);
  g_autoptr (GError) error = NULL;

  if (self != NULL)
    self->pending--;
  if (!td_edit_run_finish (result, NULL, &error))
    {
      g_prefix_error (&error, "%s\n\n", write->text);
      td_plan_context_show_error (write->context, _ ("The change was not made"), error);
    }
  g_weak_ref_clear (&write->editor);
  g_object_unref (write->context);
  g_free (write->text);
  g_free (write);
}

/* RULE typing-field-commit: words and styling of one text are one action. */
static void
write_text (TdBlockEditor *self, const char *text)
{
  g_autofree char *marks = td_rich_text_dup_marks (self->buffer);
  TdEdit *edit = td_edit_new_set (TD_KIND_BLOCK, block_id (self), "text", text);
  Write *write = g_new0 (Write, 1);

  self->dirty = FALSE;
  g_free (self->base);
  self->base = g_strdup (text);
  g_weak_ref_init (&write->editor, self);
  write->context = g_object_ref (self->context);
  write->text = g_strdup (text);
  self->pending++;
  td_edit_and_set (edit, "marks", marks);
  td_edit_run_async (edit, td_plan_context_get_workspace (self->context), written_cb, write);
  /* What is written is undone by the history, not by the field. */
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  gtk_text_buffer_set_enable_undo (self->buffer, TRUE);
}

static void show_item (TdBlockEditor *self);

static void
answer_cb (AdwMessageDialog *dialog, const char *response, TdBlockEditor *self)
{
  g_autofree char *text = td_rich_text_dup_text (self->buffer);

  if (!self->asking)
    return;
  self->asking = FALSE;
  if (self->item == NULL)
    return;
  if (g_str_equal (response, "theirs"))
    {
      self->dirty = FALSE;
      show_item (self);
    }
  else
    write_text (self, text);
}

/* The words that the file holds now: the plan's rows come a little later. */
static char *
dup_text_in_file (TdBlockEditor *self)
{
  TdBlockRow *row = td_workspace_get_row (td_plan_context_get_workspace (self->context),
                                          TD_KIND_BLOCK, block_id (self), NULL);
  char *text = row != NULL ? g_strdup (row->text != NULL ? row->text : "") : NULL;

  td_row_free (TD_KIND_BLOCK, row);

  return text;
}

/* Whether somebody else changed the words meanwhile; both are shown then, and nothing is written
 * before the answer. */
static gboolean
ask_about_theirs (TdBlockEditor *self, const char *text)
{
  g_autofree char *theirs = self->pending == 0 ? dup_text_in_file (self) : NULL;
  GtkWidget *dialog = NULL;

  if (theirs != NULL && g_strcmp0 (theirs, self->base) != 0 && g_strcmp0 (theirs, text) != 0)
    dialog = td_conflict_ask (GTK_WIDGET (self), _ ("Text of the paragraph"), text, theirs);
  if (dialog == NULL)
    return FALSE;
  self->asking = TRUE;
  g_signal_connect_object (dialog, "response", G_CALLBACK (answer_cb), self, 0);

  return TRUE;
}

/* While somebody is asked, what is typed waits; when the editor goes it is written, and the other
 * words are one step back in the history. */
static void
commit_now (TdBlockEditor *self, gboolean going)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->commit_id, g_source_remove);
  if (!self->dirty || self->item == NULL || (self->asking && !going))
    return;
  text = td_rich_text_dup_text (self->buffer);
  if (going || !ask_about_theirs (self, text))
    write_text (self, text);
  if (going)
    self->asking = FALSE;
}

static void
commit (TdBlockEditor *self)
{
  commit_now (self, FALSE);
}

static gboolean
commit_cb (gpointer user_data)
{
  TdBlockEditor *self = TD_BLOCK_EDITOR (user_data);

  self->commit_id = 0;
  commit (self);

  return G_SOURCE_REMOVE;
}

/**
 * td_block_editor_flush:
 * @self: an editor
 *
 * Writes what is typed and not yet written.
 */
void
td_block_editor_flush (TdBlockEditor *self)
{
  g_return_if_fail (TD_IS_BLOCK_EDITOR (self));

  commit (self);
}

static void
buffer_changed_cb (TdBlockEditor *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (self->loading || self->item == NULL)
    return;
  self->dirty = TRUE;
  g_clear_handle_id (&self->commit_id, g_source_remove);
  self->commit_id = g_timeout_add (COMMIT_DELAY_MS, commit_cb, self);
}

/* Whether the plan's rows were read before the last write of these words. */
static gboolean
is_behind (TdBlockEditor *self, const char *shown)
{
  g_autofree char *kept = dup_text_in_file (self);

  return g_strcmp0 (kept, shown) == 0;
}

/* Shows the item's words unless newer ones are being typed; the cursor stays where it was. */
static void
show_item (TdBlockEditor *self)
{
  const TdBlockRow *row = td_plan_item_get_row (self->item);
  const char *label = td_plan_item_get_label (self->item);
  g_autofree char *text = td_rich_text_dup_text (self->buffer);
  g_autofree char *marks = td_rich_text_dup_marks (self->buffer);
  GtkTextIter iter;
  int offset;

  gtk_label_set_label (self->mark, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mark), label != NULL);
  gtk_widget_set_margin_start (self->box, 18 * (int) MAX (row->level - 1, 0));
  if (self->dirty || self->pending > 0)
    return;
  if (g_strcmp0 (text, row->text != NULL ? row->text : "") == 0)
    {
      g_free (self->base);
      self->base = g_steal_pointer (&text);
      if (g_strcmp0 (marks, row->marks) == 0)
        return;
    }
  else if (self->base != NULL && is_behind (self, text))
    {
      return;
    }

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  offset = gtk_text_iter_get_offset (&iter);
  self->loading = TRUE;
  td_rich_text_load (self->buffer, row->text, row->marks);
  self->loading = FALSE;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, offset);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  g_free (self->base);
  self->base = g_strdup (row->text != NULL ? row->text : "");
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  gtk_text_buffer_set_enable_undo (self->buffer, TRUE);
}

/**
 * td_block_editor_set_item:
 * @self: an editor
 * @item: (nullable): the body text to edit
 */
void
td_block_editor_set_item (TdBlockEditor *self, TdPlanItem *item)
{
  g_return_if_fail (TD_IS_BLOCK_EDITOR (self));

  commit_now (self, TRUE);
  if (self->item != NULL)
    g_signal_handler_disconnect (self->item, self->changed_id);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  self->dirty = FALSE;
  g_clear_pointer (&self->base, g_free);
  show_item (self);
}

TdPlanItem *
td_block_editor_get_item (TdBlockEditor *self)
{
  return self->item;
}

void
td_block_editor_toggle (TdBlockEditor *self, char kind)
{
  td_rich_text_toggle (self->buffer, kind);
}

/**
 * td_block_editor_focus:
 * @self: an editor
 * @offset: where the cursor goes, in characters; -1 the end
 */
void
td_block_editor_focus (TdBlockEditor *self, int offset)
{
  GtkTextIter iter;

  if (offset < 0)
    gtk_text_buffer_get_end_iter (self->buffer, &iter);
  else
    gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, offset);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static int
cursor_offset (TdBlockEditor *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));

  return gtk_text_iter_get_offset (&iter);
}

static void
select_result_cb (TdPlanContext *context, gint64 id, gpointer user_data)
{
  td_plan_context_select (context, TD_KIND_BLOCK, id, "text");
}

static void
split (TdBlockEditor *self)
{
  int offset = cursor_offset (self);

  commit (self);
  td_plan_context_edit_then (self->context, td_edit_new_split (block_id (self), (guint) offset),
                             G_OBJECT (self), select_result_cb);
}

static void
join (TdBlockEditor *self)
{
  commit (self);
  td_plan_context_edit_then (self->context, td_edit_new_join (block_id (self)), G_OBJECT (self),
                             select_result_cb);
}

static void
change_level (TdBlockEditor *self, int step)
{
  const TdBlockRow *row = td_plan_item_get_row (self->item);
  g_autofree char *level = g_strdup_printf ("%d", (int) CLAMP (row->level + step, 0, 4));

  commit (self);
  td_plan_context_edit (self->context,
                        td_edit_new_set (TD_KIND_BLOCK, block_id (self), "level", level));
}

static void
move (TdBlockEditor *self, int step)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  const TdBlockRow *row = td_plan_item_get_row (self->item);
  g_autoptr (GPtrArray) siblings = td_plan_data_section_blocks (data, row->section_id);
  int index = -1;

  for (guint i = 0; i < siblings->len; i++)
    {
      if (((TdRow *) g_ptr_array_index (siblings, i))->id == row->row.id)
        index = (int) i + step;
    }
  if (index < 0 || index >= (int) siblings->len)
    return;
  commit (self);
  td_plan_context_edit_then (self->context,
                             td_edit_new_move (TD_KIND_BLOCK, row->row.id, -1, (guint) index),
                             G_OBJECT (self), select_result_cb);
}

static gboolean
key_pressed_cb (TdBlockEditor *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType mods = state & gtk_accelerator_get_default_mod_mask ();
  gboolean selection = gtk_text_buffer_get_has_selection (self->buffer);

  if (self->item == NULL || !gtk_text_view_get_editable (self->view))
    return GDK_EVENT_PROPAGATE;
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && mods == 0)
    split (self);
  else if (key == GDK_KEY_BackSpace && mods == 0 && !selection && cursor_offset (self) == 0)
    join (self);
  else if (key == GDK_KEY_Tab && mods == 0)
    change_level (self, +1);
  else if (key == GDK_KEY_ISO_Left_Tab || (key == GDK_KEY_Tab && mods == GDK_SHIFT_MASK))
    change_level (self, -1);
  else if (key == GDK_KEY_Up && mods == GDK_ALT_MASK)
    move (self, -1);
  else if (key == GDK_KEY_Down && mods == GDK_ALT_MASK)
    move (self, +1);
  else if (key == GDK_KEY_b && mods == GDK_CONTROL_MASK)
    td_rich_text_toggle (self->buffer, 'b');
  else if (key == GDK_KEY_i && mods == GDK_CONTROL_MASK)
    td_rich_text_toggle (self->buffer, 'i');
  else if (key == GDK_KEY_z && mods == GDK_CONTROL_MASK && !self->dirty)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.undo", NULL);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
focus_enter_cb (TdBlockEditor *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  if (self->item != NULL)
    td_plan_context_select (self->context, TD_KIND_BLOCK, block_id (self), "text");
}

static void
focus_leave_cb (TdBlockEditor *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
  commit (self);
}

static GdkContentProvider *
drag_prepare_cb (TdBlockEditor *self, double x, double y)
{
  g_autofree char *text = g_strdup_printf ("td-block:%" G_GINT64_FORMAT, block_id (self));

  commit (self);

  return gdk_content_provider_new_typed (G_TYPE_STRING, text);
}

/* A body text dropped on another one stands before it. */
static gboolean
drop_cb (TdBlockEditor *self, const GValue *value, double x, double y)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  const TdBlockRow *row = td_plan_item_get_row (self->item);
  g_autoptr (GPtrArray) siblings = td_plan_data_section_blocks (data, row->section_id);
  const char *text = g_value_get_string (value);
  gint64 id;
  guint index = 0;

  if (text == NULL || !g_str_has_prefix (text, "td-block:"))
    return FALSE;
  id = g_ascii_strtoll (text + strlen ("td-block:"), NULL, 10);
  for (guint i = 0; i < siblings->len; i++)
    {
      gint64 sibling = ((TdRow *) g_ptr_array_index (siblings, i))->id;

      if (sibling == row->row.id)
        break;
      index += sibling != id;
    }
  if (id != row->row.id)
    td_plan_context_edit (self->context,
                          td_edit_new_move (TD_KIND_BLOCK, id, row->section_id, index));

  return TRUE;
}

static void
add_controllers (TdBlockEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_swapped (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/* Bold and italic words have other widths. */
static PangoAttrList *
make_attributes (const char *text, const char *marks)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autoptr (GPtrArray) list = td_marks_parse (marks);

  for (guint i = 0; i < list->len; i++)
    {
      const TdMark *mark = g_ptr_array_index (list, i);
      PangoAttribute *attribute = mark->kind == 'b'   ? pango_attr_weight_new (PANGO_WEIGHT_BOLD)
                                  : mark->kind == 'i' ? pango_attr_style_new (PANGO_STYLE_ITALIC)
                                                      : NULL;

      if (attribute == NULL)
        continue;
      attribute->start_index = (guint) (g_utf8_offset_to_pointer (text, mark->start) - text);
      attribute->end_index =
          (guint) (g_utf8_offset_to_pointer (text, mark->start + mark->length) - text);
      pango_attr_list_insert (attributes, attribute);
    }

  return attributes;
}

/* A text view tells its height only after it was given a width and had time to wrap its lines; the
 * editor wraps them itself, so that it is right at once. */
static int
text_height (TdBlockEditor *self, int width)
{
  g_autofree char *text = td_rich_text_dup_text (self->buffer);
  g_autofree char *marks = td_rich_text_dup_marks (self->buffer);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), text);
  PangoAttrList *attributes = make_attributes (text, marks);
  int height;

  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static void
td_block_editor_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  TdBlockEditor *self = TD_BLOCK_EDITOR (widget);
  int width = for_size - gtk_widget_get_margin_start (self->box);
  int handle = 0, mark = 0, line = 0;

  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 0)
    return;

  /* What the text view thinks of its height may be of another width: it does not count. */
  gtk_widget_measure (self->handle, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &handle, NULL, NULL);
  gtk_widget_measure (self->handle, GTK_ORIENTATION_VERTICAL, -1, NULL, &line, NULL, NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self->mark)))
    {
      gtk_widget_measure (GTK_WIDGET (self->mark), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &mark,
                          NULL, NULL);
      mark += SPACING;
    }
  *minimum = *natural = MAX (line, text_height (self, width - handle - mark - SPACING));
  *minimum_baseline = *natural_baseline = -1;
}

static void
td_block_editor_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (TD_BLOCK_EDITOR (widget)->box, width, height, baseline, NULL);
}

static GtkSizeRequestMode
td_block_editor_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
td_block_editor_dispose (GObject *object)
{
  TdBlockEditor *self = TD_BLOCK_EDITOR (object);

  if (self->item != NULL)
    td_block_editor_set_item (self, NULL);
  g_clear_handle_id (&self->commit_id, g_source_remove);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_block_editor_parent_class)->dispose (object);
}

static void
td_block_editor_class_init (TdBlockEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_block_editor_dispose;
  GTK_WIDGET_CLASS (klass)->measure = td_block_editor_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = td_block_editor_size_allocate;
  GTK_WIDGET_CLASS (klass)->get_request_mode = td_block_editor_get_request_mode;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "blockeditor");
}

static void
td_block_editor_init (TdBlockEditor *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  self->handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  gtk_widget_set_valign (self->handle, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->handle, _ ("Drag to move (Alt+Up, Alt+Down)"));
  gtk_widget_add_css_class (self->handle, "dim-label");
  self->mark = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->mark), GTK_ALIGN_START);
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Text of the paragraph"), -1);
  gtk_box_append (GTK_BOX (self->box), self->handle);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->mark));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (buffer_changed_cb), self);
  add_controllers (self);
}

/**
 * td_block_editor_new:
 * @context: the open plan
 *
 * Returns: an editor without a text
 */
GtkWidget *
td_block_editor_new (TdPlanContext *context)
{
  TdBlockEditor *self = g_object_new (TD_TYPE_BLOCK_EDITOR, NULL);

  self->context = g_object_ref (context);
  gtk_text_view_set_editable (self->view, !td_plan_context_get_read_only (context));

  return GTK_WIDGET (self);
}
