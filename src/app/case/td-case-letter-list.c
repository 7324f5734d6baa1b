/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-case-letter-list.h"

#include <glib/gi18n-lib.h>

#include "dossier/td-dossier-item.h"
#include "dossier/td-dossier-words-ui.h"

#define CHOSEN "td-chosen"
#define SHOWN "td-shown"

struct _TdCaseLetterList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkCheckButton *all;
  GtkListView *view;
  GListStore *items; /* (element-type TdDossierItem): CHOSEN is set on those that are */
  gint64 as_of_day;
  TdWorkCalendar *calendar; /* (nullable) */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (TdCaseLetterList, td_case_letter_list, GTK_TYPE_WIDGET)

static guint changed_signal;

static gboolean
is_chosen (gpointer item)
{
  return g_object_get_data (item, CHOSEN) != NULL;
}

static void
choose (gpointer item, gboolean chosen)
{
  g_object_set_data (item, CHOSEN, chosen ? GINT_TO_POINTER (1) : NULL);
}

static guint
count_chosen (TdCaseLetterList *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (TdDossierItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      n += is_chosen (item);
    }

  return n;
}

/* All, none, or some of them */
static void
update_all (TdCaseLetterList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint chosen = count_chosen (self);

  self->updating = TRUE;
  gtk_check_button_set_active (self->all, n > 0 && chosen == n);
  gtk_check_button_set_inconsistent (self->all, chosen > 0 && chosen < n);
  self->updating = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->all), n > 0);
}

static void
toggled_cb (TdCaseLetterList *self, GtkCheckButton *check)
{
  TdDossierItem *item = g_object_get_data (G_OBJECT (check), SHOWN);

  if (self->updating || item == NULL)
    return;
  choose (item, gtk_check_button_get_active (check));
  update_all (self);
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
label_new (GtkWidget *box, int width)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (width > 0)
    gtk_label_set_width_chars (GTK_LABEL (label), width);
  else
    gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
setup_cb (TdCaseLetterList *self, GtkListItem *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *check = gtk_check_button_new ();

  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (box), check);
  gtk_widget_add_css_class (label_new (box, 20), "numeric");
  label_new (box, 0);
  gtk_widget_add_css_class (label_new (box, 14), "td-late");
  gtk_widget_add_css_class (box, "td-s");
  gtk_list_item_set_child (row, box);
  gtk_list_item_set_activatable (row, FALSE);
}

static void
bind_cb (TdCaseLetterList *self, GtkListItem *row)
{
  TdDossierItem *item = gtk_list_item_get_item (row);
  const TdDossierLine *line = td_dossier_item_get_line (item);
  GtkWidget *check = gtk_widget_get_first_child (gtk_list_item_get_child (row));
  GtkWidget *code = gtk_widget_get_next_sibling (check);
  GtkWidget *what = gtk_widget_get_next_sibling (code);
  GtkWidget *late = gtk_widget_get_next_sibling (what);
  g_autofree char *standing = td_dossier_standing (line, self->as_of_day, self->calendar);

  self->updating = TRUE;
  g_object_set_data (G_OBJECT (check), SHOWN, item);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen (item));
  self->updating = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, line->code,
                                  -1);
  gtk_label_set_label (GTK_LABEL (code), line->code);
  gtk_label_set_label (GTK_LABEL (what), line->procedure != NULL ? line->procedure : "");
  gtk_widget_set_tooltip_text (what, line->procedure);
  gtk_label_set_label (GTK_LABEL (late), standing);
}

static void
unbind_cb (TdCaseLetterList *self, GtkListItem *row)
{
  g_object_set_data (G_OBJECT (gtk_widget_get_first_child (gtk_list_item_get_child (row))), SHOWN,
                     NULL);
}

/* The rows follow by being bound anew. */
static void
all_cb (TdCaseLetterList *self)
{
  gboolean chosen = gtk_check_button_get_active (self->all);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (self->updating)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TdDossierItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      choose (item, chosen);
    }
  g_list_model_items_changed (G_LIST_MODEL (self->items), 0, n, n);
  update_all (self);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * td_case_letter_list_set_lines:
 * @self: a list
 * @lines: (transfer full) (element-type TdDossierLine): late dossiers, at most a few thousand
 * @as_of_day: today
 * @calendar: (nullable) (transfer full): the working days of the office
 *
 * Shows them, all chosen.
 */
void
td_case_letter_list_set_lines (TdCaseLetterList *self,
                               GArray *lines,
                               gint64 as_of_day,
                               TdWorkCalendar *calendar)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  self->as_of_day = as_of_day;
  g_clear_pointer (&self->calendar, td_work_calendar_unref);
  self->calendar = calendar;
  for (guint i = 0; i < lines->len; i++)
    {
      TdDossierLine *line = &g_array_index (lines, TdDossierLine, i);
      TdDossierItem *item = td_dossier_item_new (line->id);

      td_dossier_item_take_line (item, line);
      choose (item, TRUE);
      g_ptr_array_add (items, item);
    }
  g_array_unref (lines);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  update_all (self);
}

/**
 * td_case_letter_list_get_chosen:
 * @self: a list
 *
 * Returns: (transfer full) (element-type gint64): the dossiers that are chosen, in their order
 */
GArray *
td_case_letter_list_get_chosen (TdCaseLetterList *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (TdDossierItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      gint64 id = td_dossier_item_get_id (item);

      if (is_chosen (item))
        g_array_append_val (ids, id);
    }

  return ids;
}

static void
td_case_letter_list_dispose (GObject *object)
{
  TdCaseLetterList *self = TD_CASE_LETTER_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_pointer (&self->calendar, td_work_calendar_unref);

  G_OBJECT_CLASS (td_case_letter_list_parent_class)->dispose (object);
}

static void
td_case_letter_list_class_init (TdCaseLetterListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_case_letter_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
td_case_letter_list_init (TdCaseLetterList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->items = g_list_store_new (TD_TYPE_DOSSIER_ITEM);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)))),
      factory));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Late dossiers"), -1);
  self->all = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("All of them")));
  g_signal_connect_swapped (self->all, "toggled", G_CALLBACK (all_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), 220);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_add_css_class (scroll, "td-card");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->all));
  gtk_box_append (GTK_BOX (self->box), scroll);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
td_case_letter_list_new (void)
{
  return g_object_new (TD_TYPE_CASE_LETTER_LIST, NULL);
}
