/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-paper-list.h"

#include <glib/gi18n-lib.h>

#include "td-form-grid.h"
#include "td-row-sql.h"

#define N_COUNTS 3

struct _TdPaperList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (TdPaperList, td_paper_list, GTK_TYPE_WIDGET)

/* The widgets of a paper */
typedef struct
{
  GtkWidget *text;
  GtkSpinButton *counts[N_COUNTS]; /* originals, certified copies, copies */
} Paper;

static void
remove_cb (GtkWidget *button, TdPaperList *self)
{
  gtk_list_box_remove (self->list, gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));
}

static const char *
count_label (guint n)
{
  static const char *const labels[N_COUNTS] = { N_ ("Originals"), N_ ("Certified copies"),
                                                N_ ("Copies") };

  return _ (labels[n]);
}

static GtkWidget *
row_new (TdPaperList *self, const TdProcedurePaperRow *record)
{
  const gint64 values[N_COUNTS] = { record->originals, record->certified, record->copies };
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  Paper *paper = g_new0 (Paper, 1);

  paper->text = td_form_entry_new (_ ("What paper"));
  td_form_entry_set (paper->text, record->text);
  gtk_widget_set_hexpand (paper->text, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (paper->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What paper"), -1);
  gtk_box_append (GTK_BOX (line), paper->text);
  for (guint i = 0; i < N_COUNTS; i++)
    {
      GtkWidget *spin = gtk_spin_button_new_with_range (0, 99, 1);

      paper->counts[i] = GTK_SPIN_BUTTON (spin);
      gtk_spin_button_set_value (paper->counts[i], (double) values[i]);
      gtk_widget_set_tooltip_text (spin, count_label (i));
      gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      count_label (i), -1);
      gtk_box_append (GTK_BOX (line), spin);
    }
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Remove the Paper"));
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data_full (G_OBJECT (row), "td-paper", paper, g_free);
  gtk_list_box_append (self->list, row);

  return paper->text;
}

static void
add_cb (TdPaperList *self)
{
  TdProcedurePaperRow *record = td_row_new (TD_KIND_PROCEDURE_PAPER);

  record->originals = 1;
  gtk_widget_grab_focus (row_new (self, record));
  td_row_free (TD_KIND_PROCEDURE_PAPER, record);
}

/**
 * td_paper_list_set_papers:
 * @self: a list
 * @papers: (element-type TdProcedurePaperRow): the papers, in their order
 */
void
td_paper_list_set_papers (TdPaperList *self, const GPtrArray *papers)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < papers->len; i++)
    row_new (self, g_ptr_array_index (papers, i));
}

/**
 * td_paper_list_get_papers:
 * @self: a list
 *
 * Returns: (transfer full) (element-type TdProcedurePaperRow): the papers that have a name
 */
GPtrArray *
td_paper_list_get_papers (TdPaperList *self)
{
  GPtrArray *papers = td_row_array_new (TD_KIND_PROCEDURE_PAPER);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      const Paper *paper = g_object_get_data (G_OBJECT (row), "td-paper");
      char *text = td_form_entry_text (paper->text);
      TdProcedurePaperRow *record;

      if (text == NULL)
        continue;
      record = td_row_new (TD_KIND_PROCEDURE_PAPER);
      record->text = text;
      record->originals = gtk_spin_button_get_value_as_int (paper->counts[0]);
      record->certified = gtk_spin_button_get_value_as_int (paper->counts[1]);
      record->copies = gtk_spin_button_get_value_as_int (paper->counts[2]);
      g_ptr_array_add (papers, record);
    }

  return papers;
}

static void
td_paper_list_dispose (GObject *object)
{
  g_clear_pointer (&TD_PAPER_LIST (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (td_paper_list_parent_class)->dispose (object);
}

static void
td_paper_list_class_init (TdPaperListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_paper_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
td_paper_list_init (TdPaperList *self)
{
  GtkWidget *add = gtk_button_new_with_label (_ ("Add a Paper"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Papers"), -1);
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self->box), add);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
td_paper_list_new (void)
{
  return g_object_new (TD_TYPE_PAPER_LIST, NULL);
}
