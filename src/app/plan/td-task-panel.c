/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-task-panel.h"

#include <glib/gi18n-lib.h>

#include "td-annex-moves.h"
#include "td-choice.h"
#include "td-deadline-meaning.h"
#include "td-edit-field.h"
#include "td-task-words.h"
#include "td-units-field.h"

/* The fields of a task in the order of the panel; areas and units stand between them. */
typedef enum
{
  FIELD_CONTENT,
  FIELD_PRODUCT,
  FIELD_DEADLINE,
  FIELD_ASSIGNMENT,
  FIELD_NUMBER,
  FIELD_NOTE,
  FIELD_OTHER,
  N_FIELDS,
} FieldId;

static const struct
{
  const char *field;
  const char *role;
  const char *label; /* where the plan has no heading for it */
  int lines;         /* 1: an entry; else so many lines at least */
} specs[N_FIELDS] = {
  [FIELD_CONTENT] = { "content", TD_COLUMN_CONTENT, N_ ("Task"), 2 },
  [FIELD_PRODUCT] = { "product_text", TD_COLUMN_PRODUCT, N_ ("Products, one a line"), 2 },
  [FIELD_DEADLINE] = { "deadline_text", TD_COLUMN_DEADLINE, N_ ("Deadline"), 1 },
  [FIELD_ASSIGNMENT] = { "assignment_text", TD_COLUMN_ASSIGNMENT, N_ ("Assignment"), 2 },
  [FIELD_NUMBER] = { "number_text", TD_COLUMN_NUMBER, N_ ("Number as printed"), 1 },
  [FIELD_NOTE] = { "note", TD_COLUMN_NOTE, N_ ("Note"), 2 },
  [FIELD_OTHER] = { "other_text", TD_COLUMN_OTHER, N_ ("Other"), 2 },
};

struct _TdTaskPanel
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  TdAnnexLayout *layout;
  gint64 task_id;
  TdTaskRow *task; /* as last read; NULL: none */
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *body;
  GtkWidget *boxes[N_FIELDS]; /* label and field together */
  GtkLabel *labels[N_FIELDS];
  GtkWidget *widgets[N_FIELDS];
  TdEditField *fields[N_FIELDS];
  TdDeadlineMeaning *meaning;
  TdUnitsField *lead;
  TdUnitsField *coordinating;
  GtkWidget *area_box;
  GtkDropDown *area;
  GArray *area_ids;
  GtkWidget *foot;
  gboolean updating;
};

enum
{
  SIGNAL_STEP,
  SIGNAL_LEAVE,
  SIGNAL_CLOSE,
  SIGNAL_ACT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdTaskPanel, td_task_panel, GTK_TYPE_WIDGET)

static gboolean
in_body (TdTaskPanel *self)
{
  return self->task != NULL && g_strcmp0 (self->task->origin, "section_bullet") == 0;
}

static int
plan_year (TdTaskPanel *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);

  return data != NULL ? (int) data->plan->year : 0;
}

/* The words being typed are understood at once; a meaning set by hand stays. */
static void
show_meaning (TdTaskPanel *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  GtkWidget *entry = self->widgets[FIELD_DEADLINE];

  if (self->task == NULL || data == NULL)
    return;
  if (self->task->deadline_typed)
    td_deadline_meaning_show_task (self->meaning, self->task, plan_year (self));
  else
    td_deadline_meaning_show_words (self->meaning, gtk_editable_get_text (GTK_EDITABLE (entry)),
                                    plan_year (self), data->plan->issued_date);
}

static void
meaning_chosen_cb (TdTaskPanel *self, const char *kind, const char *start, const char *end)
{
  TdEdit *edit;

  if (self->task == NULL)
    return;
  edit = td_edit_new_set (TD_KIND_TASK, self->task_id, "deadline_kind", kind);
  td_edit_and_set (edit, "deadline_start", start);
  td_edit_and_set (edit, "deadline_end", end);
  td_edit_and_set (edit, "deadline_exclusive", "0");
  td_edit_and_set (edit, "deadline_recurrence", NULL);
  td_edit_and_set (edit, "deadline_condition", NULL);
  td_plan_context_edit (self->context, edit);
}

static void
follow_words_cb (TdTaskPanel *self)
{
  if (self->task != NULL)
    td_plan_context_edit (self->context,
                          td_edit_new_set (TD_KIND_TASK, self->task_id, "deadline_typed", "0"));
}

static const char *
heading_of (TdTaskPanel *self, const char *role, const char *fallback)
{
  for (guint i = 0; i < td_annex_layout_get_n (self->layout); i++)
    {
      const TdAnnexColumn *column = td_annex_layout_nth (self->layout, i);

      if (g_strcmp0 (column->role, role) == 0 && *column->heading != '\0')
        return column->heading;
    }

  return fallback;
}

/* A field is there when the annex prints it, or when it holds words all the same. */
static gboolean
shows_field (TdTaskPanel *self, FieldId id)
{
  const TdFieldSpec *spec = td_kind_find_field (td_kind_spec (TD_KIND_TASK), specs[id].field);

  if (td_annex_layout_has_role (self->layout, specs[id].role))
    return TRUE;
  if (self->task != NULL && td_row_get_text (self->task, spec) != NULL)
    return TRUE;

  return in_body (self) && (id == FIELD_PRODUCT || id == FIELD_DEADLINE);
}

static gboolean
shows_units (TdTaskPanel *self, const char *role)
{
  return td_annex_layout_has_role (self->layout, role) ||
         td_annex_layout_has_role (self->layout, TD_COLUMN_ASSIGNMENT) || in_body (self);
}

static void
show_fields (TdTaskPanel *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      const char *heading = heading_of (self, specs[i].role, _ (specs[i].label));
      g_autofree char *label = i == FIELD_DEADLINE
                                   /* Translators: %s is the heading of the column */
                                   ? g_strdup_printf (_ ("%s: the words of the plan"), heading)
                                   : g_strdup (heading);

      gtk_label_set_label (self->labels[i], label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->widgets[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_widget_set_visible (self->boxes[i], shows_field (self, (FieldId) i));
      td_edit_field_set_row (self->fields[i], self->task);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->lead), shows_units (self, TD_COLUMN_LEAD));
  gtk_widget_set_visible (GTK_WIDGET (self->coordinating),
                          shows_units (self, TD_COLUMN_COORDINATING));
  td_units_field_set_task (self->lead, self->task != NULL ? self->task_id : 0);
  td_units_field_set_task (self->coordinating, self->task != NULL ? self->task_id : 0);
}

static void
show_area (TdTaskPanel *self, const TdPlanData *data)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) groups = td_annex_list_groups (data);
  guint selected = GTK_INVALID_LIST_POSITION;

  self->updating = TRUE;
  g_array_set_size (self->area_ids, 0);
  for (guint i = 0; i < groups->len; i++)
    {
      const TdPlanGroupRow *group = g_ptr_array_index (groups, i);
      g_autofree char *name = td_annex_group_name (group);

      gtk_string_list_append (names, name);
      g_array_append_val (self->area_ids, group->row.id);
      if (self->task != NULL && group->row.id == self->task->group_id)
        selected = i;
    }
  td_choice_set_entries (self->area, names, selected);
  gtk_widget_set_visible (self->area_box, groups->len > 0 && !in_body (self));
  self->updating = FALSE;
}

static void
show_title (TdTaskPanel *self, const TdPlanData *data)
{
  const TdPlanGroupRow *group =
      self->task->group_id != 0 ? td_plan_data_get (data, TD_KIND_PLAN_GROUP, self->task->group_id)
                                : NULL;
  const char *number = self->task->number != NULL ? self->task->number : self->task->number_text;
  g_autofree char *title =
      number != NULL ? g_strdup_printf (_ ("Task %s"), number) : g_strdup (_ ("Task"));
  g_autofree char *area = group != NULL ? td_annex_group_name (group) : NULL;

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, area != NULL ? area : "");
}

/**
 * td_task_panel_set_task:
 * @self: a panel
 * @task_id: the task to edit, 0: none; the same again brings the panel up to date
 */
void
td_task_panel_set_task (TdTaskPanel *self, gint64 task_id)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);

  g_return_if_fail (TD_IS_TASK_PANEL (self));

  if (task_id != self->task_id)
    td_task_panel_flush (self);
  self->task_id = task_id;
  td_row_free (TD_KIND_TASK, self->task);
  self->task = task_id != 0 ? td_workspace_get_row (td_plan_context_get_workspace (self->context),
                                                    TD_KIND_TASK, task_id, NULL)
                            : NULL;
  show_fields (self);
  if (self->task == NULL || data == NULL)
    return;
  show_title (self, data);
  show_area (self, data);
  show_meaning (self);
  gtk_widget_set_sensitive (self->foot,
                            !td_plan_context_get_read_only (self->context) && !in_body (self));
}

/**
 * td_task_panel_focus_first:
 * @self: a panel
 *
 * Puts the cursor into the first field.
 */
void
td_task_panel_focus_first (TdTaskPanel *self)
{
  gtk_widget_grab_focus (self->widgets[FIELD_CONTENT]);
}

/**
 * td_task_panel_flush:
 * @self: a panel
 *
 * Writes what is typed and not yet written.
 */
void
td_task_panel_flush (TdTaskPanel *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    td_edit_field_flush (self->fields[i]);
}

static void
area_chosen_cb (TdTaskPanel *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  guint chosen = gtk_drop_down_get_selected (self->area);
  gint64 group;
  TdEdit *edit;

  if (self->updating || self->task == NULL || chosen >= self->area_ids->len)
    return;
  group = g_array_index (self->area_ids, gint64, chosen);
  if (group == self->task->group_id)
    return;
  edit = td_annex_move_tasks (data, &self->task_id, 1, TD_KIND_PLAN_GROUP, group, TD_DROP_INTO);
  if (edit != NULL)
    td_plan_context_edit (self->context, edit);
}

static void
map_cb (TdTaskPanel *self)
{
  g_autoptr (GListModel) names =
      td_units_field_read_register (td_plan_context_get_workspace (self->context));

  td_units_field_set_suggestions (self->lead, names);
  td_units_field_set_suggestions (self->coordinating, names);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_STEP], 0, g_str_equal (name, "task.previous") ? -1 : +1);
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_LEAVE], 0);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CLOSE], 0);
}

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_ACT], 0,
                 g_str_equal (name, "task.delete") ? "annex.delete" : "annex.duplicate");
}

static void
td_task_panel_dispose (GObject *object)
{
  TdTaskPanel *self = TD_TASK_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_object (&self->fields[i]);
  td_row_free (TD_KIND_TASK, self->task);
  self->task = NULL;
  g_clear_pointer (&self->area_ids, g_array_unref);
  g_clear_object (&self->layout);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_task_panel_parent_class)->dispose (object);
}

static void
td_task_panel_class_init (TdTaskPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_task_panel_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "taskpanel");
  gtk_widget_class_install_action (widget_class, "task.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "task.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "task.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "task.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "task.delete", NULL, act_action);
  gtk_widget_class_install_action (widget_class, "task.duplicate", NULL, act_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "task.leave", NULL);

  signals[SIGNAL_STEP] = g_signal_new ("step", TD_TYPE_TASK_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_LEAVE] = g_signal_new ("leave", TD_TYPE_TASK_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSE] = g_signal_new ("close", TD_TYPE_TASK_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACT] = g_signal_new ("act", TD_TYPE_TASK_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
add_head_button (GtkWidget *head, const char *icon, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  /* The cursor stays in the field. */
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_box_append (GTK_BOX (head), button);

  return button;
}

static GtkWidget *
make_head (TdTaskPanel *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_widget_add_css_class (head, "td-panel-head");
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "td-mid");
  self->subtitle = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->subtitle, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->subtitle, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->subtitle), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "td-dim");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "td-s");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->subtitle));
  add_head_button (head, "go-up-symbolic", _ ("Previous Task (Alt+Page Up)"), "task.previous");
  add_head_button (head, "go-down-symbolic", _ ("Next Task (Alt+Page Down)"), "task.next");
  add_head_button (head, "window-close-symbolic", _ ("Close the Panel"), "task.close");

  return head;
}

static GtkWidget *
make_text_view (gboolean editable, int lines)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), editable);
  gtk_widget_set_size_request (view, -1, 14 + 18 * lines);
  gtk_widget_set_hexpand (view, TRUE);

  return view;
}

static void
add_field (TdTaskPanel *self, FieldId id)
{
  gboolean editable = !td_plan_context_get_read_only (self->context);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *frame;

  self->boxes[id] = box;
  self->labels[id] = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->labels[id], 0);
  gtk_label_set_ellipsize (self->labels[id], PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->labels[id]), "td-lbl");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->labels[id]));
  if (specs[id].lines > 1)
    {
      frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      self->widgets[id] = make_text_view (editable, specs[id].lines);
      gtk_widget_add_css_class (frame, "td-text-field");
      gtk_box_append (GTK_BOX (frame), self->widgets[id]);
      gtk_box_append (GTK_BOX (box), frame);
    }
  else
    {
      self->widgets[id] = gtk_entry_new ();
      gtk_editable_set_editable (GTK_EDITABLE (self->widgets[id]), editable);
      gtk_box_append (GTK_BOX (box), self->widgets[id]);
    }
  self->fields[id] = td_edit_field_new (self->context, TD_KIND_TASK, specs[id].field);
  td_edit_field_attach (self->fields[id], self->widgets[id]);
  gtk_box_append (GTK_BOX (self->body), box);
}

static void
add_area (TdTaskPanel *self)
{
  GtkWidget *label = gtk_label_new (_ ("Area"));

  self->area_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->area_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "td-lbl");
  self->area = td_choice_new (_ ("Area"), 30);
  gtk_widget_set_sensitive (GTK_WIDGET (self->area),
                            !td_plan_context_get_read_only (self->context));
  g_signal_connect_swapped (self->area, "notify::selected", G_CALLBACK (area_chosen_cb), self);
  gtk_box_append (GTK_BOX (self->area_box), label);
  gtk_box_append (GTK_BOX (self->area_box), GTK_WIDGET (self->area));
  gtk_box_append (GTK_BOX (self->body), self->area_box);
}

static void
add_meaning (TdTaskPanel *self)
{
  self->meaning = TD_DEADLINE_MEANING (td_deadline_meaning_new ());
  td_deadline_meaning_set_editable (self->meaning, !td_plan_context_get_read_only (self->context));
  g_signal_connect_swapped (self->meaning, "chosen", G_CALLBACK (meaning_chosen_cb), self);
  g_signal_connect_swapped (self->meaning, "follow-words", G_CALLBACK (follow_words_cb), self);
  g_signal_connect_swapped (self->widgets[FIELD_DEADLINE], "changed", G_CALLBACK (show_meaning),
                            self);
  gtk_box_append (GTK_BOX (self->boxes[FIELD_DEADLINE]), GTK_WIDGET (self->meaning));
}

static GtkWidget *
make_body (TdTaskPanel *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 7);
  gtk_widget_add_css_class (self->body, "td-panel-body");
  add_field (self, FIELD_CONTENT);
  add_field (self, FIELD_PRODUCT);
  td_edit_field_set_format (self->fields[FIELD_PRODUCT], td_task_words_products_to_lines,
                            td_task_words_lines_to_products, NULL);
  add_field (self, FIELD_DEADLINE);
  add_meaning (self);
  self->lead = TD_UNITS_FIELD (td_units_field_new (self->context, "lead", _ ("Lead units")));
  self->coordinating =
      TD_UNITS_FIELD (td_units_field_new (self->context, "coordinating", _ ("Coordinating units")));
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->lead));
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->coordinating));
  add_field (self, FIELD_ASSIGNMENT);
  add_area (self);
  add_field (self, FIELD_NUMBER);
  td_edit_field_set_format (self->fields[FIELD_NUMBER], td_task_words_show_number, NULL, NULL);
  td_edit_field_set_also (self->fields[FIELD_NUMBER], "number", td_task_words_plain_number);
  add_field (self, FIELD_NOTE);
  add_field (self, FIELD_OTHER);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->body);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static GtkWidget *
make_foot (TdTaskPanel *self)
{
  GtkWidget *duplicate = gtk_button_new_with_label (_ ("Duplicate"));
  GtkWidget *delete = gtk_button_new_with_label (_ ("Delete"));
  GtkWidget *space = gtk_label_new (NULL);

  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->foot, "td-panel-foot");
  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_add_css_class (duplicate, "flat");
  gtk_widget_add_css_class (delete, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (duplicate), "task.duplicate");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (delete), "task.delete");
  gtk_box_append (GTK_BOX (self->foot), space);
  gtk_box_append (GTK_BOX (self->foot), duplicate);
  gtk_box_append (GTK_BOX (self->foot), delete);

  return self->foot;
}

/* Before a text view takes the keys for a page up or down. */
static gboolean
key_pressed_cb (TdTaskPanel *self, guint key, guint code, GdkModifierType state)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK)
    return GDK_EVENT_PROPAGATE;
  if (key != GDK_KEY_Page_Up && key != GDK_KEY_Page_Down && key != GDK_KEY_KP_Page_Up &&
      key != GDK_KEY_KP_Page_Down)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[SIGNAL_STEP], 0,
                 key == GDK_KEY_Page_Up || key == GDK_KEY_KP_Page_Up ? -1 : +1);

  return GDK_EVENT_STOP;
}

static void
td_task_panel_init (TdTaskPanel *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}

/**
 * td_task_panel_new:
 * @context: the open plan
 * @layout: the columns of its annex
 *
 * Returns: a panel of no task
 */
GtkWidget *
td_task_panel_new (TdPlanContext *context, TdAnnexLayout *layout)
{
  TdTaskPanel *self = g_object_new (TD_TYPE_TASK_PANEL, NULL);

  self->context = g_object_ref (context);
  self->layout = g_object_ref (layout);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), make_body (self));
  gtk_box_append (GTK_BOX (self->box), make_foot (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}
