/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-change-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer texts are shown without marks. */
#define MAX_WORDS 600

struct _TdChangeRow
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *head;
  GtkLabel *before;
  GtkLabel *after;
  GtkWidget *act;
  GtkWidget *go;
};

enum
{
  SIGNAL_ACT,
  SIGNAL_GO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TdChangeRow, td_change_row, GTK_TYPE_BOX)

static void
act_cb (TdChangeRow *self)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0);
}

static void
go_cb (TdChangeRow *self)
{
  g_signal_emit (self, signals[SIGNAL_GO], 0);
}

static void
td_change_row_class_init (TdChangeRowClass *klass)
{
  signals[SIGNAL_ACT] = g_signal_new ("act", TD_TYPE_CHANGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_GO] = g_signal_new ("go", TD_TYPE_CHANGE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
}

static GtkLabel *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, style);

  return GTK_LABEL (label);
}

static void
td_change_row_init (TdChangeRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_spacing (GTK_BOX (self), 10);
  gtk_widget_add_css_class (GTK_WIDGET (self), "check-row");
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  self->head = make_label ("td-lbl");
  self->before = make_label ("td-s");
  self->after = make_label ("td-s");
  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides), GTK_WIDGET (self->before));
  gtk_box_append (GTK_BOX (sides), GTK_WIDGET (self->after));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->head));
  gtk_box_append (GTK_BOX (texts), sides);
  gtk_widget_set_hexpand (texts, TRUE);
  self->act = gtk_button_new ();
  gtk_widget_set_valign (self->act, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->act, "clicked", G_CALLBACK (act_cb), self);
  self->go = gtk_button_new_from_icon_name ("go-jump-symbolic");
  gtk_widget_set_valign (self->go, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->go, "flat");
  gtk_widget_set_tooltip_text (self->go, _ ("Go to the place (Enter)"));
  g_signal_connect_swapped (self->go, "clicked", G_CALLBACK (go_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self), texts);
  gtk_box_append (GTK_BOX (self), self->act);
  gtk_box_append (GTK_BOX (self), self->go);
}

/**
 * td_change_row_new:
 * @act_label: (nullable): what its button does, translated; NULL: no button
 *
 * Returns: the row
 */
GtkWidget *
td_change_row_new (const char *act_label)
{
  TdChangeRow *self = g_object_new (TD_TYPE_CHANGE_ROW, NULL);

  if (act_label != NULL)
    gtk_button_set_label (GTK_BUTTON (self->act), act_label);
  gtk_widget_set_visible (self->act, act_label != NULL);

  return GTK_WIDGET (self);
}

/* Marks which words of @a have no like in @b, in order: the longest common subsequence. */
static void
mark_words (char **a, guint n_a, char **b, guint n_b, gboolean *in_a, gboolean *in_b)
{
  g_autofree guint16 *table = g_new0 (guint16, (gsize) (n_a + 1) * (n_b + 1));
  guint i = 0, j = 0;

#define AT(x, y) table[(gsize) (x) * (n_b + 1) + (y)]
  for (guint x = n_a; x > 0; x--)
    for (guint y = n_b; y > 0; y--)
      AT (x - 1, y - 1) = g_str_equal (a[x - 1], b[y - 1]) ? (guint16) (AT (x, y) + 1)
                                                           : MAX (AT (x, y - 1), AT (x - 1, y));
  while (i < n_a && j < n_b)
    {
      if (g_str_equal (a[i], b[j]))
        in_a[i++] = in_b[j++] = TRUE;
      else if (AT (i + 1, j) >= AT (i, j + 1))
        i++;
      else
        j++;
    }
#undef AT
}

static char *
markup (char **words, guint n, const gboolean *common, const char *open, const char *close)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (words[i], -1);

      if (i > 0)
        g_string_append_c (text, ' ');
      if (common[i])
        g_string_append (text, escaped);
      else
        g_string_append_printf (text, "%s%s%s", open, escaped, close);
    }

  return g_string_free (text, FALSE);
}

/* Struck through and bold, so that no colour is needed to tell them apart */
static void
show_difference (TdChangeRow *self, const char *before, const char *after)
{
  g_auto (GStrv) a = g_strsplit (before, " ", -1);
  g_auto (GStrv) b = g_strsplit (after, " ", -1);
  guint n_a = g_strv_length (a), n_b = g_strv_length (b);
  g_autofree gboolean *in_a = g_new0 (gboolean, n_a + 1);
  g_autofree gboolean *in_b = g_new0 (gboolean, n_b + 1);
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (n_a > MAX_WORDS || n_b > MAX_WORDS)
    {
      gtk_label_set_text (self->before, before);
      gtk_label_set_text (self->after, after);
      return;
    }
  mark_words (a, n_a, b, n_b, in_a, in_b);
  left = markup (a, n_a, in_a, "<s>", "</s>");
  right = markup (b, n_b, in_b, "<b>", "</b>");
  gtk_label_set_markup (self->before, left);
  gtk_label_set_markup (self->after, right);
}

/**
 * td_change_row_set:
 * @self: a row
 * @icon: name of an icon
 * @head: what changed and where, translated
 * @before: (nullable): the words as they were
 * @after: (nullable): the words as they are
 */
void
td_change_row_set (
    TdChangeRow *self, const char *icon, const char *head, const char *before, const char *after)
{
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->head, head);
  if (before != NULL && after != NULL && g_strcmp0 (before, after) != 0)
    show_difference (self, before, after);
  else
    {
      gtk_label_set_text (self->before, before != NULL ? before : "");
      gtk_label_set_text (self->after, after != NULL ? after : "");
    }
  /* What was kept is said once. */
  gtk_widget_set_visible (GTK_WIDGET (self->after), g_strcmp0 (before, after) != 0);
}

/**
 * td_change_row_set_remark:
 * @self: a row
 * @icon: name of an icon
 * @head: who says it, translated
 * @text: what is said
 * @about: (nullable): the words it is said about
 */
void
td_change_row_set_remark (
    TdChangeRow *self, const char *icon, const char *head, const char *text, const char *about)
{
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->head, head);
  gtk_label_set_text (self->before, text);
  gtk_label_set_text (self->after, about != NULL ? about : "");
  gtk_widget_add_css_class (GTK_WIDGET (self->after), "td-dim");
  gtk_widget_set_visible (GTK_WIDGET (self->after), about != NULL);
}

/**
 * td_change_row_add_button:
 * @self: a row
 * @label: what it does, translated
 *
 * Returns: (transfer none): one more button, before that of the row
 */
GtkWidget *
td_change_row_add_button (TdChangeRow *self, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_insert_child_after (GTK_BOX (self), button, gtk_widget_get_prev_sibling (self->act));

  return button;
}

/**
 * td_change_row_set_actions:
 * @self: a row
 * @can_act: its button can be pressed
 * @can_go: its place is in the plan
 */
void
td_change_row_set_actions (TdChangeRow *self, gboolean can_act, gboolean can_go)
{
  gtk_widget_set_sensitive (self->act, can_act);
  gtk_widget_set_sensitive (self->go, can_go);
}
