/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-deadline-meaning.h"

#include <glib/gi18n-lib.h>

#include "td-date-entry.h"
#include "td-date.h"
#include "td-month-strip.h"
#include "td-status-pill.h"

struct _TdDeadlineMeaning
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkMenuButton *edit;
  GtkWidget *windows;
  TdMonthStrip *strip;
  GtkDropDown *kind;
  TdDateEntry *from;
  TdDateEntry *to;
  GtkWidget *dates;
  GtkWidget *follow;
  char *start; /* of what is shown, for the popover */
  char *end;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_FOLLOW_WORDS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What a person can choose by hand; everything else is said in words. */
static const struct
{
  TdDeadlineKind kind;
  const char *label;
} choices[] = {
  { TD_DEADLINE_BEFORE_DATE, N_ ("Until a day") },
  { TD_DEADLINE_CONTINUOUS, N_ ("All the time") },
  { TD_DEADLINE_UNSPECIFIED, N_ ("No deadline") },
};

G_DEFINE_FINAL_TYPE (TdDeadlineMeaning, td_deadline_meaning, GTK_TYPE_WIDGET)

/* The look of a kind, from the vocabulary of statuses */
static const char *
status_of (TdDeadlineKind kind)
{
  switch (kind)
    {
    case TD_DEADLINE_RECURRING:
    case TD_DEADLINE_CONTINUOUS:
      return "recurring";
    case TD_DEADLINE_PER_UPSTREAM:
    case TD_DEADLINE_AFTER_EVENT:
      return "waiting";
    case TD_DEADLINE_UNSPECIFIED:
      return "finding";
    case TD_DEADLINE_MONTH:
    case TD_DEADLINE_QUARTER:
    case TD_DEADLINE_YEAR:
    case TD_DEADLINE_COMPOUND:
    case TD_DEADLINE_BEFORE_DATE:
    default:
      return "done";
    }
}

static void
set_look (TdDeadlineMeaning *self, const char *status)
{
  static const char *const statuses[] = { "recurring", "waiting", "finding", "done" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    gtk_widget_remove_css_class (self->box, td_status_css_class (statuses[i]));
  gtk_widget_add_css_class (self->box, td_status_css_class (status));
  gtk_image_set_from_icon_name (self->icon, td_status_icon_name (status));
}

static void
append_window (TdDeadlineMeaning *self, guint number, const TdDeadline *part)
{
  g_autofree char *start = td_date_display_iso (part->start);
  g_autofree char *last = td_deadline_last_day (part);
  g_autofree char *end = td_date_display_iso (last != NULL ? last : part->end);
  g_autofree char *name = g_strdup_printf (_ ("Window %u"), number);
  g_autofree char *dates = start != NULL && end != NULL ? g_strdup_printf ("%s – %s", start, end)
                                                        : g_strdup (end != NULL ? end : start);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  if (dates == NULL)
    dates = td_deadline_explain (part);
  gtk_box_append (GTK_BOX (row), gtk_label_new (name));
  gtk_box_append (GTK_BOX (row), gtk_label_new (dates));
  gtk_widget_add_css_class (row, "td-number");
  gtk_box_append (GTK_BOX (self->windows), row);
}

static void
show_windows (TdDeadlineMeaning *self, const TdDeadline *deadline)
{
  GtkWidget *child;
  guint n = deadline->parts != NULL ? deadline->parts->len : 0;

  while ((child = gtk_widget_get_first_child (self->windows)) != NULL)
    gtk_box_remove (GTK_BOX (self->windows), child);
  for (guint i = 0; i < n; i++)
    append_window (self, i + 1, g_ptr_array_index (deadline->parts, i));
  gtk_widget_set_visible (self->windows, n > 0);
}

static char *
make_title (const TdDeadline *deadline, gboolean typed)
{
  guint n = deadline->parts != NULL ? deadline->parts->len : 0;
  g_autofree char *meaning = td_deadline_explain (deadline);
  g_autofree char *windows = NULL;

  if (n > 0)
    windows = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Understood as: %u window", "Understood as: %u windows", n),
        n);
  if (typed)
    /* Translators: %s begins with "Understood as" */
    return g_strdup_printf (_ ("Set by hand. %s"), windows != NULL ? windows : meaning);

  return windows != NULL ? g_steal_pointer (&windows) : g_steal_pointer (&meaning);
}

static void
show_deadline (TdDeadlineMeaning *self, const TdDeadline *deadline, int year, gboolean typed)
{
  g_autofree char *title = make_title (deadline, typed);
  g_autofree char *whole = td_deadline_explain (deadline);
  gboolean months[12];

  gtk_label_set_label (self->title, title);
  set_look (self, status_of (deadline->kind));
  show_windows (self, deadline);
  td_deadline_list_months (deadline, year, months);
  td_month_strip_set (self->strip, year, months);
  gtk_widget_set_visible (GTK_WIDGET (self->strip), deadline->kind != TD_DEADLINE_UNSPECIFIED &&
                                                        deadline->kind != TD_DEADLINE_AFTER_EVENT &&
                                                        deadline->kind != TD_DEADLINE_PER_UPSTREAM);
  gtk_widget_set_visible (self->follow, typed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  g_free (self->start);
  self->start = g_strdup (deadline->start);
  g_free (self->end);
  self->end = td_deadline_last_day (deadline);
}

/**
 * td_deadline_meaning_show_words:
 * @self: a meaning
 * @words: (nullable): the words of a deadline, perhaps being typed
 * @year: the year the plan is for
 * @issued_date: (nullable): ISO date of the plan
 */
void
td_deadline_meaning_show_words (TdDeadlineMeaning *self,
                                const char *words,
                                int year,
                                const char *issued_date)
{
  g_autoptr (TdDeadline) deadline =
      td_deadline_parse (words != NULL ? words : "", year, issued_date);

  g_return_if_fail (TD_IS_DEADLINE_MEANING (self));

  show_deadline (self, deadline, year, FALSE);
}

/**
 * td_deadline_meaning_show_task:
 * @self: a meaning
 * @task: a task whose meaning was set by hand
 * @year: the year the plan is for
 */
void
td_deadline_meaning_show_task (TdDeadlineMeaning *self, const TdTaskRow *task, int year)
{
  TdDeadline deadline = { .words = task->deadline_text,
                          .start = task->deadline_start,
                          .end = task->deadline_end,
                          .end_exclusive = task->deadline_exclusive,
                          .recurrence = task->deadline_recurrence,
                          .condition = task->deadline_condition };

  g_return_if_fail (TD_IS_DEADLINE_MEANING (self));

  td_deadline_kind_from_nick (task->deadline_kind, &deadline.kind);
  show_deadline (self, &deadline, year, TRUE);
}

void
td_deadline_meaning_set_editable (TdDeadlineMeaning *self, gboolean editable)
{
  gtk_widget_set_visible (GTK_WIDGET (self->edit), editable);
}

static void
kind_changed_cb (TdDeadlineMeaning *self)
{
  guint chosen = gtk_drop_down_get_selected (self->kind);

  gtk_widget_set_visible (self->dates, chosen < G_N_ELEMENTS (choices) &&
                                           choices[chosen].kind == TD_DEADLINE_BEFORE_DATE);
}

static void
popover_shown_cb (TdDeadlineMeaning *self)
{
  td_date_entry_set_date (self->from, self->start);
  td_date_entry_set_date (self->to, self->end);
}

static void
apply_clicked_cb (TdDeadlineMeaning *self)
{
  guint chosen = gtk_drop_down_get_selected (self->kind);
  gboolean dated =
      chosen < G_N_ELEMENTS (choices) && choices[chosen].kind == TD_DEADLINE_BEFORE_DATE;

  if (chosen >= G_N_ELEMENTS (choices))
    return;
  if (dated && (td_date_entry_get_date (self->to) == NULL || !td_date_entry_is_valid (self->from)))
    {
      gtk_widget_grab_focus (td_date_entry_get_entry (self->to));
      return;
    }
  gtk_menu_button_popdown (self->edit);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, td_deadline_kind_to_nick (choices[chosen].kind),
                 dated ? td_date_entry_get_date (self->from) : NULL,
                 dated ? td_date_entry_get_date (self->to) : NULL);
}

static void
follow_clicked_cb (TdDeadlineMeaning *self)
{
  gtk_menu_button_popdown (self->edit);
  g_signal_emit (self, signals[SIGNAL_FOLLOW_WORDS], 0);
}

static void
td_deadline_meaning_dispose (GObject *object)
{
  g_clear_pointer (&TD_DEADLINE_MEANING (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_deadline_meaning_parent_class)->dispose (object);
}

static void
td_deadline_meaning_finalize (GObject *object)
{
  g_free (TD_DEADLINE_MEANING (object)->start);
  g_free (TD_DEADLINE_MEANING (object)->end);

  G_OBJECT_CLASS (td_deadline_meaning_parent_class)->finalize (object);
}

static void
td_deadline_meaning_class_init (TdDeadlineMeaningClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_deadline_meaning_dispose;
  G_OBJECT_CLASS (klass)->finalize = td_deadline_meaning_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "deadlinemeaning");

  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", TD_TYPE_DEADLINE_MEANING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_FOLLOW_WORDS] =
      g_signal_new ("follow-words", TD_TYPE_DEADLINE_MEANING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static TdDateEntry *
add_date (GtkWidget *box, const char *label)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *entry = td_date_entry_new ();
  GtkWidget *name = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_width_chars (GTK_LABEL (name), 10);
  td_date_entry_set_label (TD_DATE_ENTRY (entry), label);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (GTK_BOX (box), row);

  return TD_DATE_ENTRY (entry);
}

static GtkWidget *
make_popover (TdDeadlineMeaning *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *apply = gtk_button_new_with_label (_ ("Set the Meaning"));

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (names, _ (choices[i].label));
  self->kind = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (names), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kind of deadline"), -1);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (kind_changed_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->kind));
  self->dates = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->from = add_date (self->dates, _ ("From"));
  self->to = add_date (self->dates, _ ("Last day"));
  gtk_box_append (GTK_BOX (box), self->dates);
  gtk_widget_add_css_class (apply, "suggested-action");
  g_signal_connect_swapped (apply, "clicked", G_CALLBACK (apply_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), apply);
  self->follow = gtk_button_new_with_label (_ ("Follow the Words Again"));
  g_signal_connect_swapped (self->follow, "clicked", G_CALLBACK (follow_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), self->follow);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (popover_shown_cb), self);

  return popover;
}

static GtkWidget *
make_head (TdDeadlineMeaning *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "meaning-icon");
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_max_width_chars (self->title, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "meaning-title");
  self->edit = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->edit, _ ("Edit"));
  gtk_menu_button_set_popover (self->edit, make_popover (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->edit), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->edit), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Set the meaning by hand"), -1);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->edit));

  return head;
}

static void
td_deadline_meaning_init (TdDeadlineMeaning *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "meaning");
  gtk_box_append (GTK_BOX (self->box), make_head (self));
  self->windows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->windows, "td-dim");
  gtk_box_append (GTK_BOX (self->box), self->windows);
  self->strip = TD_MONTH_STRIP (td_month_strip_new ());
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->strip));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
td_deadline_meaning_new (void)
{
  return g_object_new (TD_TYPE_DEADLINE_MEANING, NULL);
}
