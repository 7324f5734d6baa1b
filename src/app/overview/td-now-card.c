/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-now-card.h"

#include <glib/gi18n-lib.h>

#include "td-status-pill.h"

#define STATUS_WIDTH 146
#define LEAD_WIDTH 124
#define DEADLINE_WIDTH 150
#define LEAD_LEAST 620 /* narrower, the words of the task need the room of the lead unit */

struct _TdNowCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkInscription *subtitle;
  GtkStack *stack; /* list, empty */
  GtkWidget *head;
  GtkListBox *list;
  gboolean narrow;
  guint fold_idle;
};

G_DEFINE_FINAL_TYPE (TdNowCard, td_now_card, GTK_TYPE_WIDGET)

enum
{
  TASK,
  ALL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
all_cb (TdNowCard *self)
{
  g_signal_emit (self, signals[ALL], 0);
}

static void
row_activated_cb (TdNowCard *self, GtkListBoxRow *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "td-task-id");

  g_signal_emit (self, signals[TASK], 0, *id);
}

/* One line cut to the width it gets. An inscription, unlike a label, does not shape its text to
 * find its size, and a card has fifty of them. */
static GtkWidget *
make_cell (const char *text, int width, const char *css_class)
{
  GtkWidget *cell = gtk_inscription_new (text);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 1);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER); /* given more height it would wrap */
  gtk_widget_add_css_class (cell, "td-s");
  if (css_class != NULL)
    gtk_widget_add_css_class (cell, css_class);
  if (width > 0)
    gtk_widget_set_size_request (cell, width, -1);
  else
    gtk_widget_set_hexpand (cell, TRUE);

  return cell;
}

/* @box: the cells of a row or of the head */
static void
fold_row (TdNowCard *self, GtkWidget *box)
{
  GtkWidget *lead = gtk_widget_get_prev_sibling (gtk_widget_get_last_child (box));

  gtk_widget_set_visible (lead, !self->narrow);
}

static gboolean
fold_idle_cb (gpointer user_data)
{
  TdNowCard *self = user_data;
  GtkListBoxRow *row;

  self->fold_idle = 0;
  fold_row (self, self->head);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    fold_row (self, gtk_list_box_row_get_child (row));

  return G_SOURCE_REMOVE;
}

static void
td_now_card_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  gtk_widget_measure (TD_NOW_CARD (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

/* Cells are not hidden while they are being placed, but right after. */
static void
td_now_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TdNowCard *self = TD_NOW_CARD (widget);
  gboolean narrow = width < LEAD_LEAST;

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  if (narrow == self->narrow)
    return;

  self->narrow = narrow;
  if (self->fold_idle == 0)
    self->fold_idle = g_idle_add (fold_idle_cb, self);
}

static char *
line_words (const TdOverviewLine *line)
{
  gulong days = (gulong) ABS (line->days);

  if (line->opening)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Opens in %lu day", "Opens in %lu days", days), days);
  if (line->days < 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%lu day overdue", "%lu days overdue", days), days);
  if (days == 0)
    return g_strdup (_ ("Today"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu day left", "%lu days left", days),
                          days);
}

/* One line of the plan's text; a cell may have several. */
static char *
one_line (const char *text)
{
  return text != NULL ? g_strdelimit (g_strdup (text), "\n\t", ' ') : g_strdup ("");
}

static GtkWidget *
make_row (TdNowCard *self, const TdOverviewLine *line)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *pill = td_status_pill_new ();
  g_autofree char *words = line_words (line);
  g_autofree char *content = one_line (line->content);
  g_autofree char *deadline = one_line (line->deadline);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s, %s", words, content,
                                             line->lead != NULL ? line->lead : "", deadline);

  td_status_pill_set (TD_STATUS_PILL (pill), td_task_look_nick (line->look), words);
  td_status_pill_set_flat (TD_STATUS_PILL (pill), TRUE);
  gtk_widget_add_css_class (pill, "td-s");
  gtk_widget_set_size_request (pill, STATUS_WIDTH - 8, -1);
  gtk_box_append (GTK_BOX (box), pill);
  gtk_box_append (GTK_BOX (box), make_cell (content, 0, NULL));
  gtk_box_append (GTK_BOX (box), make_cell (line->lead, LEAD_WIDTH - 8, "td-dim"));
  gtk_box_append (GTK_BOX (box), make_cell (deadline, DEADLINE_WIDTH - 8, "td-dim"));
  fold_row (self, box);
  gtk_widget_set_tooltip_text (row, content);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "td-task-id",
                          g_memdup2 (&line->task_id, sizeof line->task_id), g_free);

  return row;
}

static GtkWidget *
make_head (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), make_cell (_ ("State of work"), STATUS_WIDTH - 8, NULL));
  gtk_box_append (GTK_BOX (box), make_cell (_ ("Task"), 0, NULL));
  gtk_box_append (GTK_BOX (box), make_cell (_ ("Lead unit"), LEAD_WIDTH - 8, NULL));
  gtk_box_append (GTK_BOX (box), make_cell (_ ("Deadline in the plan"), DEADLINE_WIDTH - 8, NULL));
  gtk_widget_add_css_class (box, "td-table-head");
  gtk_widget_add_css_class (box, "now-head");

  return box;
}

/**
 * td_now_card_set_overview:
 * @self: a card
 * @overview: (nullable): what to show
 */
void
td_now_card_set_overview (TdNowCard *self, const TdOverview *overview)
{
  g_autoptr (GString) subtitle = g_string_new (NULL);
  GtkListBoxRow *row;
  guint n;

  g_return_if_fail (TD_IS_NOW_CARD (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  n = overview != NULL ? overview->now->len : 0;
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (overview->now, i)));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
  if (n > 0)
    {
      g_string_append_printf (subtitle,
                              g_dngettext (GETTEXT_PACKAGE, "%u task", "%u tasks", overview->n_now),
                              overview->n_now);
      if (overview->n_opening > 0)
        g_string_append_printf (subtitle,
                                g_dngettext (GETTEXT_PACKAGE, ", and %u that opens soon",
                                             ", and %u that open soon", overview->n_opening),
                                overview->n_opening);
    }
  gtk_inscription_set_text (self->subtitle, subtitle->str);
}

static void
td_now_card_dispose (GObject *object)
{
  TdNowCard *self = TD_NOW_CARD (object);

  g_clear_handle_id (&self->fold_idle, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_now_card_parent_class)->dispose (object);
}

static void
td_now_card_class_init (TdNowCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = td_now_card_dispose;
  widget_class->measure = td_now_card_measure;
  widget_class->size_allocate = td_now_card_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "nowcard");
  signals[TASK] = g_signal_new ("task", TD_TYPE_NOW_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ALL] = g_signal_new ("all", TD_TYPE_NOW_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static GtkWidget *
make_title (TdNowCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (_ ("To Do Now"));
  GtkWidget *button = gtk_button_new_with_label (_ ("Open the Tasks"));

  gtk_widget_add_css_class (head, "card-head");
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (head), title);
  self->subtitle = GTK_INSCRIPTION (make_cell (NULL, 0, "td-dim"));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->subtitle));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (all_cb), self);
  gtk_box_append (GTK_BOX (head), button);

  return head;
}

static void
td_now_card_init (TdNowCard *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *empty = gtk_label_new (_ ("Nothing is late, and nothing is due within 7 days."));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "td-card");
  gtk_widget_set_overflow (self->box, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), make_title (self));

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  self->head = make_head ();
  gtk_box_append (GTK_BOX (lines), self->head);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "td-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("To Do Now"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->list));
  gtk_stack_add_named (self->stack, lines, "list");
  gtk_widget_add_css_class (empty, "td-dim");
  gtk_widget_add_css_class (empty, "card-empty");
  gtk_stack_add_named (self->stack, empty, "empty");
}

GtkWidget *
td_now_card_new (void)
{
  return g_object_new (TD_TYPE_NOW_CARD, NULL);
}
