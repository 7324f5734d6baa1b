/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-section-editor.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-block-editor.h"
#include "td-conflict.h"
#include "td-field-binder.h"
#include "td-plan-composer.h"
#include "td-plan-items.h"
#include "td-section-tools.h"

struct _TdSectionEditor
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  gint64 section_id;   /* 0: none chosen yet */
  gint64 wanted_block; /* to focus once it is shown */
  TdRecord *section;
  TdFieldBinder *title_binder;

  GtkWidget *stack;
  GtkLabel *crumbs;
  GtkLabel *number;
  GtkWidget *title;
  GtkWidget *add;
  TdSectionTools *tools;
  GtkListBox *list;
  TdPlanItems *items;
};

G_DEFINE_FINAL_TYPE (TdSectionEditor, td_section_editor, GTK_TYPE_WIDGET)

static TdBlockEditor *
editor_of_row (GtkListBoxRow *row)
{
  return row != NULL ? TD_BLOCK_EDITOR (gtk_list_box_row_get_child (row)) : NULL;
}

/* The editor that has the focus; NULL when none has */
static TdBlockEditor *
current_editor (TdSectionEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *editor = focus != NULL ? gtk_widget_get_ancestor (focus, TD_TYPE_BLOCK_EDITOR) : NULL;

  return editor != NULL && gtk_widget_is_ancestor (editor, GTK_WIDGET (self))
             ? TD_BLOCK_EDITOR (editor)
             : NULL;
}

/**
 * td_section_editor_flush:
 * @self: an editor
 *
 * Writes what is typed and not yet written.
 */
void
td_section_editor_flush (TdSectionEditor *self)
{
  GtkListBoxRow *row;

  td_field_binder_flush (self->title_binder);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    td_block_editor_flush (editor_of_row (row));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  TdSectionEditor *self = user_data;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *editor = td_block_editor_new (self->context);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), editor);
  td_block_editor_set_item (TD_BLOCK_EDITOR (editor), TD_PLAN_ITEM (item));

  return row;
}

static void
focus_wanted (TdSectionEditor *self)
{
  guint position = td_plan_items_find (self->items, TD_KIND_BLOCK, self->wanted_block);
  TdBlockEditor *editor;

  if (self->wanted_block == 0 || position == G_MAXUINT)
    return;
  self->wanted_block = 0;
  editor = editor_of_row (gtk_list_box_get_row_at_index (self->list, (int) position));
  if (editor != NULL && editor != current_editor (self))
    td_block_editor_focus (editor, 0);
}

/* "II › 3. Cải cách thủ tục hành chính": the sections above */
static char *
make_crumbs (const TdPlanData *data, const TdSectionRow *section)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 above = section->parent_id;

  while (above != 0)
    {
      const TdSectionRow *parent = td_plan_data_get (data, TD_KIND_SECTION, above);
      g_autofree char *label = parent != NULL ? td_plan_data_section_label (data, parent) : NULL;
      g_autofree char *part = NULL;

      if (parent == NULL)
        break;
      part =
          g_strdup_printf ("%s%s%s%s", label != NULL ? label : "", label != NULL ? " " : "",
                           parent->title != NULL ? parent->title : "", text->len > 0 ? " › " : "");
      g_string_prepend (text, part);
      above = parent->parent_id;
    }

  return g_strdup (text->str);
}

static void
refresh (TdSectionEditor *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  const TdSectionRow *section = data != NULL && self->section_id != 0
                                    ? td_plan_data_get (data, TD_KIND_SECTION, self->section_id)
                                    : NULL;
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *crumbs = NULL;
  g_autofree char *label = NULL;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), section != NULL ? "section" : "none");
  if (section == NULL)
    return;

  crumbs = make_crumbs (data, section);
  label = td_plan_data_section_label (data, section);
  gtk_label_set_label (self->crumbs, crumbs);
  gtk_label_set_label (self->number, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->number), label != NULL);
  td_section_tools_show_section (self->tools, section);

  blocks = td_plan_data_section_blocks (data, section->row.id);
  td_plan_items_begin (self->items);
  for (guint i = 0; i < blocks->len; i++)
    {
      const TdBlockRow *block = g_ptr_array_index (blocks, i);
      g_autofree char *marker = td_plan_block_marker (data, block);

      td_plan_items_append (self->items, TD_KIND_BLOCK, block, 0, FALSE, FALSE, marker, NULL);
    }
  td_plan_items_end (self->items);
  focus_wanted (self);
}

/**
 * td_section_editor_set_section:
 * @self: an editor
 * @section_id: the section to edit
 */
void
td_section_editor_set_section (TdSectionEditor *self, gint64 section_id)
{
  g_return_if_fail (TD_IS_SECTION_EDITOR (self));

  if (section_id == self->section_id)
    return;
  td_section_editor_flush (self);
  self->section_id = section_id;
  if (self->section != NULL)
    td_conflict_unwatch (GTK_WIDGET (self), self->section);
  g_clear_object (&self->section);
  if (section_id != 0)
    {
      self->section = td_workspace_get_record (td_plan_context_get_workspace (self->context),
                                               TD_KIND_SECTION, section_id);
      td_conflict_watch (GTK_WIDGET (self), self->section);
    }
  td_field_binder_bind (self->title_binder, G_OBJECT (self->section),
                        self->section != NULL ? "title" : NULL);
  refresh (self);
}

void
td_section_editor_focus_title (TdSectionEditor *self)
{
  gtk_widget_grab_focus (self->title);
  gtk_editable_select_region (GTK_EDITABLE (self->title), 0, -1);
}

static void
selected_cb (TdSectionEditor *self, int kind, gint64 id, const char *field)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  const TdBlockRow *block;

  if (kind == TD_KIND_SECTION)
    td_section_editor_set_section (self, id);
  if (kind != TD_KIND_BLOCK)
    return;
  self->wanted_block = id;
  block = data != NULL ? td_plan_data_get (data, TD_KIND_BLOCK, id) : NULL;
  if (block != NULL && block->section_id != 0)
    {
      td_section_editor_set_section (self, block->section_id);
      focus_wanted (self);
      td_section_tools_show_block (self->tools, block);
    }
}

static void
added_cb (TdPlanContext *context, gint64 id, gpointer user_data)
{
  td_plan_context_select (context, TD_KIND_BLOCK, id, "text");
}

/* A new text of the same kind as the last one */
static void
add_cb (TdSectionEditor *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  g_autofree char *plan =
      g_strdup_printf ("%" G_GINT64_FORMAT, td_plan_context_get_plan_id (self->context));
  g_autofree char *section = g_strdup_printf ("%" G_GINT64_FORMAT, self->section_id);
  g_autoptr (GPtrArray) blocks = td_plan_data_section_blocks (data, self->section_id);
  const TdBlockRow *last = blocks->len > 0 ? g_ptr_array_index (blocks, blocks->len - 1) : NULL;
  gboolean bullet = last == NULL || g_strcmp0 (last->kind, TD_BODY_BULLET) == 0;
  TdEdit *edit = td_edit_new_add (TD_KIND_BLOCK);

  td_edit_set_value (edit, "plan_id", plan);
  td_edit_set_value (edit, "section_id", section);
  td_edit_set_value (edit, "kind", bullet ? TD_BODY_BULLET : TD_BODY_PARAGRAPH);
  td_edit_set_value (edit, "level", bullet ? "1" : "0");
  if (bullet)
    td_edit_set_value (edit, "marker_style",
                       last != NULL && last->marker_style != NULL ? last->marker_style : "dash");
  td_plan_context_edit_then (self->context, edit, G_OBJECT (self), added_cb);
}

static void
format_cb (TdSectionEditor *self, int kind)
{
  TdBlockEditor *editor = current_editor (self);

  if (editor != NULL)
    td_block_editor_toggle (editor, (char) kind);
}

static void
style_cb (TdSectionEditor *self, const char *kind, const char *marker_style)
{
  TdSource source = td_plan_context_get_selected (self->context);
  TdEdit *edit;

  if (source.kind != TD_KIND_BLOCK)
    return;
  td_section_editor_flush (self);
  edit = td_edit_new_set (TD_KIND_BLOCK, source.id, "kind", kind);
  td_edit_and_set (edit, "marker_style", marker_style);
  td_edit_and_set (edit, "marker", NULL);
  td_edit_and_set (edit, "level", marker_style != NULL ? "1" : "0");
  td_plan_context_edit (self->context, edit);
}

static void
number_style_cb (TdSectionEditor *self, const char *style)
{
  TdEdit *edit = td_edit_new_set (TD_KIND_SECTION, self->section_id, "number_style", style);

  td_edit_and_set (edit, "label", NULL);
  td_plan_context_edit (self->context, edit);
}

static void
delete_cb (TdSectionEditor *self)
{
  TdSource source = td_plan_context_get_selected (self->context);

  if (source.kind != TD_KIND_BLOCK)
    return;
  td_plan_context_edit (self->context, td_edit_new_delete (TD_KIND_BLOCK, &source.id, 1));
  td_plan_context_toast_undo (self->context, _ ("The paragraph was deleted"));
}

static GtkWidget *
make_title_row (TdSectionEditor *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (row, "td-pane-title");
  self->number = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "title-4");
  self->title = gtk_entry_new ();
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "td-flat-entry");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Title of the section"), -1);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (row), self->title);
  self->title_binder = td_field_binder_attach (self->title);

  return row;
}

static GtkWidget *
make_list (TdSectionEditor *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *add = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "td-block-list");
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->items), make_row, self, NULL);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Add a Paragraph"));
  gtk_button_set_child (GTK_BUTTON (add), content);
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  self->add = add;
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), add);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static void
td_section_editor_dispose (GObject *object)
{
  TdSectionEditor *self = TD_SECTION_EDITOR (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->section);
  g_clear_object (&self->items);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_section_editor_parent_class)->dispose (object);
}

static void
td_section_editor_class_init (TdSectionEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_section_editor_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
td_section_editor_init (TdSectionEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *none = adw_status_page_new ();

  self->items = td_plan_items_new ();
  self->crumbs = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->crumbs, 0);
  gtk_label_set_ellipsize (self->crumbs, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (GTK_WIDGET (self->crumbs), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->crumbs), "td-pane-crumbs");
  self->tools = TD_SECTION_TOOLS (td_section_tools_new ());
  g_signal_connect_swapped (self->tools, "format", G_CALLBACK (format_cb), self);
  g_signal_connect_swapped (self->tools, "block-style", G_CALLBACK (style_cb), self);
  g_signal_connect_swapped (self->tools, "number-style", G_CALLBACK (number_style_cb), self);
  g_signal_connect_swapped (self->tools, "delete-block", G_CALLBACK (delete_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->crumbs));
  gtk_box_append (GTK_BOX (box), make_title_row (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tools));
  gtk_box_append (GTK_BOX (box), make_list (self));

  adw_status_page_set_title (ADW_STATUS_PAGE (none), _ ("Choose a Section"));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "td-plan-symbolic");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), none, "none");
  gtk_stack_add_named (GTK_STACK (self->stack), box, "section");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

/**
 * td_section_editor_new:
 * @context: the open plan
 *
 * Returns: an editor that follows what is selected
 */
GtkWidget *
td_section_editor_new (TdPlanContext *context)
{
  TdSectionEditor *self = g_object_new (TD_TYPE_SECTION_EDITOR, NULL);
  TdSource selected;

  self->context = g_object_ref (context);
  gtk_editable_set_editable (GTK_EDITABLE (self->title), !td_plan_context_get_read_only (context));
  gtk_widget_set_sensitive (GTK_WIDGET (self->tools), !td_plan_context_get_read_only (context));
  gtk_widget_set_sensitive (self->add, !td_plan_context_get_read_only (context));
  g_signal_connect_object (context, "data-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  selected = td_plan_context_get_selected (context);
  if (td_plan_context_get_data (context) != NULL)
    selected_cb (self, selected.kind, selected.id, selected.field);

  return GTK_WIDGET (self);
}
