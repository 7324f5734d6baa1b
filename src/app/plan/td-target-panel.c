/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-target-panel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-choice.h"
#include "td-edit-field.h"

#define PANEL_WIDTH 340

static const struct
{
  const char *field;
  const char *label;
  gboolean multiline;
} specs[] = {
  { "text", N_ ("Target"), TRUE },
  { "value", N_ ("Value"), FALSE },
  { "measure_unit", N_ ("Unit of measure"), FALSE },
  { "target_year", N_ ("Year it is for"), FALSE },
  { "baseline_year", N_ ("Baseline year"), FALSE },
  { "baseline_value", N_ ("Baseline"), FALSE },
  { "code", N_ ("Code"), FALSE },
};

#define N_FIELDS G_N_ELEMENTS (specs)

typedef struct
{
  const char *value; /* NULL: absent */
  const char *label;
} Word;

static const Word comparators[] = {
  { ">=", N_ ("≥ at least") }, { ">", N_ ("> more than") }, { "=", N_ ("= exactly") },
  { "<=", N_ ("≤ at most") },  { "<", N_ ("< less than") }, { "~", N_ ("≈ about") },
};

static const Word directions[] = {
  { NULL, N_ ("Not stated") },
  { "increase", N_ ("Shall rise") },
  { "decrease", N_ ("Shall fall") },
};

struct _TdTargetPanel
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  gint64 target_id;
  GtkWidget *box;
  GtkWidget *body;
  GtkLabel *title;
  GtkWidget *widgets[N_FIELDS];
  TdEditField *fields[N_FIELDS];
  GtkDropDown *comparator;
  GtkDropDown *direction;
  GtkCheckButton *core;
  GtkLabel *sentence;
  GtkWidget *go_to;
  GtkWidget *foot;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (TdTargetPanel, td_target_panel, GTK_TYPE_WIDGET)

static guint
find_word (const Word *words, guint n, const char *value)
{
  for (guint i = 0; i < n; i++)
    {
      if (g_strcmp0 (words[i].value, value) == 0)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
show_target (TdTargetPanel *self, const TdTargetRow *target)
{
  g_autofree char *title = target->code != NULL ? g_strdup_printf (_ ("Target %s"), target->code)
                                                : g_strdup (_ ("Target"));
  gboolean placed = target->block_id != 0 || target->section_id != 0;

  self->updating = TRUE;
  gtk_label_set_label (self->title, title);
  gtk_drop_down_set_selected (
      self->comparator, find_word (comparators, G_N_ELEMENTS (comparators), target->comparator));
  gtk_drop_down_set_selected (self->direction,
                              find_word (directions, G_N_ELEMENTS (directions), target->direction));
  gtk_check_button_set_active (self->core, target->core);
  gtk_label_set_label (self->sentence, target->source_text != NULL ? target->source_text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), target->source_text != NULL);
  gtk_widget_set_sensitive (self->go_to, placed);
  self->updating = FALSE;
}

/**
 * td_target_panel_set_target:
 * @self: a panel
 * @target_id: the target to edit, 0: none; the same again brings the panel up to date
 */
void
td_target_panel_set_target (TdTargetPanel *self, gint64 target_id)
{
  TdTargetRow *target = target_id != 0
                            ? td_workspace_get_row (td_plan_context_get_workspace (self->context),
                                                    TD_KIND_TARGET, target_id, NULL)
                            : NULL;

  g_return_if_fail (TD_IS_TARGET_PANEL (self));

  self->target_id = target != NULL ? target_id : 0;
  for (guint i = 0; i < N_FIELDS; i++)
    td_edit_field_set_row (self->fields[i], target);
  if (target != NULL)
    show_target (self, target);
  gtk_widget_set_sensitive (self->foot,
                            target != NULL && !td_plan_context_get_read_only (self->context));
  td_row_free (TD_KIND_TARGET, target);
}

void
td_target_panel_focus_first (TdTargetPanel *self)
{
  gtk_widget_grab_focus (self->widgets[0]);
}

void
td_target_panel_flush (TdTargetPanel *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    td_edit_field_flush (self->fields[i]);
}

static void
set_field (TdTargetPanel *self, const char *field, const char *value)
{
  if (!self->updating && self->target_id != 0)
    td_plan_context_edit (self->context,
                          td_edit_new_set (TD_KIND_TARGET, self->target_id, field, value));
}

static void
comparator_cb (TdTargetPanel *self)
{
  guint chosen = gtk_drop_down_get_selected (self->comparator);

  if (chosen < G_N_ELEMENTS (comparators))
    set_field (self, "comparator", comparators[chosen].value);
}

static void
direction_cb (TdTargetPanel *self)
{
  guint chosen = gtk_drop_down_get_selected (self->direction);

  if (chosen < G_N_ELEMENTS (directions))
    set_field (self, "direction", directions[chosen].value);
}

static void
core_cb (TdTargetPanel *self)
{
  set_field (self, "core", gtk_check_button_get_active (self->core) ? "1" : "0");
}

static void
action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_str_equal (name, "target.previous"))
    g_signal_emit_by_name (widget, "step", -1);
  else if (g_str_equal (name, "target.next"))
    g_signal_emit_by_name (widget, "step", +1);
  else
    g_signal_emit_by_name (widget, name + strlen ("target."));
}

static gboolean
key_pressed_cb (TdTargetPanel *self, guint key, guint code, GdkModifierType state)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK ||
      (key != GDK_KEY_Page_Up && key != GDK_KEY_Page_Down))
    return GDK_EVENT_PROPAGATE;
  g_signal_emit_by_name (self, "step", key == GDK_KEY_Page_Up ? -1 : +1);

  return GDK_EVENT_STOP;
}

static void
td_target_panel_dispose (GObject *object)
{
  TdTargetPanel *self = TD_TARGET_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_object (&self->fields[i]);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_target_panel_parent_class)->dispose (object);
}

static void
td_target_panel_class_init (TdTargetPanelClass *klass)
{
  static const char *const names[] = { "leave", "close", "delete", "go-to" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_target_panel_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *action = g_strconcat ("target.", names[i], NULL);

      g_signal_new (names[i], TD_TYPE_TARGET_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
      gtk_widget_class_install_action (widget_class, action, NULL, action_cb);
    }
  g_signal_new ("step", TD_TYPE_TARGET_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                1, G_TYPE_INT);
  gtk_widget_class_install_action (widget_class, "target.previous", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "target.next", NULL, action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "target.leave", NULL);
}

static void
append_labelled (GtkWidget *box, const char *text, GtkWidget *field, GtkWidget *named)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "td-lbl");
  gtk_accessible_update_property (GTK_ACCESSIBLE (named), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), field);
}

static void
add_field (TdTargetPanel *self, guint id, gboolean editable)
{
  GtkWidget *shown;

  if (specs[id].multiline)
    {
      self->widgets[id] = gtk_text_view_new ();
      gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->widgets[id]), GTK_WRAP_WORD_CHAR);
      gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->widgets[id]), FALSE);
      gtk_text_view_set_editable (GTK_TEXT_VIEW (self->widgets[id]), editable);
      gtk_widget_set_size_request (self->widgets[id], -1, 68);
      shown = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_add_css_class (shown, "td-text-field");
      gtk_widget_set_hexpand (self->widgets[id], TRUE);
      gtk_box_append (GTK_BOX (shown), self->widgets[id]);
    }
  else
    {
      shown = self->widgets[id] = gtk_entry_new ();
      gtk_editable_set_editable (GTK_EDITABLE (shown), editable);
    }
  self->fields[id] = td_edit_field_new (self->context, TD_KIND_TARGET, specs[id].field);
  td_edit_field_attach (self->fields[id], self->widgets[id]);
  append_labelled (self->body, _ (specs[id].label), shown, self->widgets[id]);
}

static GtkDropDown *
add_words (TdTargetPanel *self, const char *name, const Word *words, guint n, GCallback callback)
{
  GtkDropDown *choice = td_choice_new (name, 30);
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (labels, _ (words[i].label));
  gtk_drop_down_set_model (choice, G_LIST_MODEL (labels));
  g_object_unref (labels);
  gtk_widget_set_sensitive (GTK_WIDGET (choice), !td_plan_context_get_read_only (self->context));
  append_labelled (self->body, name, GTK_WIDGET (choice), GTK_WIDGET (choice));
  g_signal_connect_swapped (choice, "notify::selected", callback, self);

  return choice;
}

static GtkWidget *
make_body (TdTargetPanel *self)
{
  gboolean editable = !td_plan_context_get_read_only (self->context);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 5);
  gtk_widget_add_css_class (self->body, "td-panel-body");
  add_field (self, 0, editable);
  self->comparator = add_words (self, _ ("Comparison"), comparators, G_N_ELEMENTS (comparators),
                                G_CALLBACK (comparator_cb));
  for (guint i = 1; i < N_FIELDS; i++)
    add_field (self, i, editable);
  self->direction = add_words (self, _ ("Direction"), directions, G_N_ELEMENTS (directions),
                               G_CALLBACK (direction_cb));
  self->core = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("A formal target")));
  gtk_widget_set_sensitive (GTK_WIDGET (self->core), editable);
  g_signal_connect_swapped (self->core, "toggled", G_CALLBACK (core_cb), self);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->core));
  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_xalign (self->sentence, 0);
  gtk_label_set_max_width_chars (self->sentence, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "td-note");
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "td-s");
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->sentence));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->body);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static void
add_button (GtkWidget *box, const char *icon, const char *label, const char *action)
{
  GtkWidget *button =
      icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (icon != NULL)
    {
      gtk_widget_set_focus_on_click (button, FALSE);
      gtk_widget_set_tooltip_text (button, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
    }
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_head (TdTargetPanel *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_widget_add_css_class (head, "td-panel-head");
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "td-mid");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  add_button (head, "go-up-symbolic", _ ("Previous Target (Alt+Page Up)"), "target.previous");
  add_button (head, "go-down-symbolic", _ ("Next Target (Alt+Page Down)"), "target.next");
  add_button (head, "window-close-symbolic", _ ("Close the Panel"), "target.close");

  return head;
}

static GtkWidget *
make_foot (TdTargetPanel *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *space = gtk_label_new (NULL);

  gtk_widget_add_css_class (bar, "td-panel-foot");
  self->go_to = gtk_button_new_with_label (_ ("Go to Its Sentence"));
  gtk_widget_add_css_class (self->go_to, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->go_to), "target.go-to");
  gtk_box_append (GTK_BOX (bar), self->go_to);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (bar), space);
  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  add_button (self->foot, NULL, _ ("Delete"), "target.delete");
  gtk_box_append (GTK_BOX (bar), self->foot);

  return bar;
}

static void
td_target_panel_init (TdTargetPanel *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "td-panel");
  gtk_widget_set_size_request (GTK_WIDGET (self), PANEL_WIDTH, -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * td_target_panel_new:
 * @context: the open plan
 *
 * Returns: a panel of no target
 */
GtkWidget *
td_target_panel_new (TdPlanContext *context)
{
  TdTargetPanel *self = g_object_new (TD_TYPE_TARGET_PANEL, NULL);

  self->context = g_object_ref (context);
  self->updating = TRUE;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  gtk_box_append (GTK_BOX (self->box), make_body (self));
  gtk_box_append (GTK_BOX (self->box), make_foot (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->updating = FALSE;

  return GTK_WIDGET (self);
}
