/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-import-rows.h"

#include "td-dossier-outcome.h"

#include <glib/gi18n-lib.h>

/* The rows of a file with one fate, as a list: items are made when they are looked at. The import
 * lives as long as the dialog that shows the list. */
#define TD_TYPE_IMPORT_ROWS (td_import_rows_get_type ())
G_DECLARE_FINAL_TYPE (TdImportRows, td_import_rows, TD, IMPORT_ROWS, GObject)

struct _TdImportRows
{
  GObject parent_instance;

  const TdDossierImport *import;
  GArray *indexes; /* (element-type guint) */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TdImportRows,
                               td_import_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
is_shown (const TdDossierImport *import, guint index, TdImportShow show)
{
  const TdDossierRecord *record = &g_array_index (import->batch->records, TdDossierRecord, index);

  switch (show)
    {
    case TD_IMPORT_SHOW_SKIPPED:
      return import->fates[index] == TD_IMPORT_SKIP;
    case TD_IMPORT_SHOW_CREATED:
      return import->fates[index] == TD_IMPORT_CREATE;
    case TD_IMPORT_SHOW_UPDATED:
      return import->fates[index] == TD_IMPORT_UPDATE;
    case TD_IMPORT_SHOW_UNCHANGED:
      return import->fates[index] == TD_IMPORT_UNCHANGED || import->fates[index] == TD_IMPORT_OLDER;
    default:
      return record->reasons == 0 && record->faults != 0;
    }
}

guint
td_import_rows_count (const TdDossierImport *import, TdImportShow show)
{
  switch (show)
    {
    case TD_IMPORT_SHOW_SKIPPED:
      return import->n_fates[TD_IMPORT_SKIP];
    case TD_IMPORT_SHOW_CREATED:
      return import->n_fates[TD_IMPORT_CREATE];
    case TD_IMPORT_SHOW_UPDATED:
      return import->n_fates[TD_IMPORT_UPDATE];
    case TD_IMPORT_SHOW_UNCHANGED:
      return import->n_fates[TD_IMPORT_UNCHANGED] + import->n_fates[TD_IMPORT_OLDER];
    default:
      return import->batch->n_cleaned;
    }
}

static guint
get_n_items (GListModel *list)
{
  return TD_IMPORT_ROWS (list)->indexes->len;
}

static GType
get_item_type (GListModel *list)
{
  return GTK_TYPE_STRING_OBJECT;
}

static void
add_words (GString *text, const char *words)
{
  if (text->len > 0)
    g_string_append (text, "; ");
  g_string_append (text, words);
}

/* "row \t code \t why" */
static char *
describe (const TdDossierImport *import, guint index)
{
  const TdDossierRecord *record = &g_array_index (import->batch->records, TdDossierRecord, index);
  g_autoptr (GString) why = g_string_new (NULL);

  for (guint i = 0; i < TD_N_REASONS; i++)
    if (record->reasons & (1u << i))
      add_words (why, td_reason_label ((TdReason) i));
  if (record->duplicate_of != 0)
    {
      guint other =
          g_array_index (import->batch->records, TdDossierRecord, record->duplicate_of - 1).row;

      g_string_append_printf (why, _ (" (row %u)"), other);
    }
  for (guint i = 0; record->reasons == 0 && i < TD_N_FAULTS; i++)
    if (record->faults & (1u << i))
      add_words (why, td_fault_label ((TdFault) i));
  if (import->fates[index] == TD_IMPORT_OLDER)
    add_words (why, _ ("the workspace has a newer state"));
  if (why->len == 0)
    {
      const char *name = td_dossier_batch_name (import->batch, record, TD_NAME_PROCEDURE);

      g_string_append (why, name != NULL ? name : "");
    }

  return g_strdup_printf ("%u\t%s\t%s", record->row, record->code != NULL ? record->code : "–",
                          why->str);
}

static gpointer
get_item (GListModel *list, guint position)
{
  TdImportRows *self = TD_IMPORT_ROWS (list);
  g_autofree char *text = NULL;

  if (position >= self->indexes->len)
    return NULL;
  text = describe (self->import, g_array_index (self->indexes, guint, position));

  return gtk_string_object_new (text);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = get_item;
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
}

static void
td_import_rows_finalize (GObject *object)
{
  g_array_unref (TD_IMPORT_ROWS (object)->indexes);

  G_OBJECT_CLASS (td_import_rows_parent_class)->finalize (object);
}

static void
td_import_rows_class_init (TdImportRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = td_import_rows_finalize;
}

static void
td_import_rows_init (TdImportRows *self)
{
  self->indexes = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_yalign (GTK_INSCRIPTION (cell), 0.5F);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_auto (GStrv) parts = g_strsplit (text, "\t", 3);
  const char *part = parts[GPOINTER_TO_UINT (column)];

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), part);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item),
                               GPOINTER_TO_UINT (column) == 2 ? part : NULL);
}

static void
add_column (GtkColumnView *view, const char *heading, guint index, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (index));
  column = gtk_column_view_column_new (heading, factory);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, width);
  else
    gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (view, column);
  g_object_unref (column);
}

/* Returns: a table of the rows: number, code, why */
GtkWidget *
td_import_rows_view_new (const TdDossierImport *import, TdImportShow show)
{
  TdImportRows *rows = g_object_new (TD_TYPE_IMPORT_ROWS, NULL);
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *view;

  rows->import = import;
  for (guint i = 0; i < import->batch->records->len; i++)
    if (is_shown (import, i, show))
      g_array_append_val (rows->indexes, i);
  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (rows))));
  gtk_widget_add_css_class (view, "td-table");
  add_column (GTK_COLUMN_VIEW (view), _ ("Row"), 0, 70);
  add_column (GTK_COLUMN_VIEW (view), _ ("Dossier code"), 1, 190);
  add_column (GTK_COLUMN_VIEW (view),
              show == TD_IMPORT_SHOW_SKIPPED   ? _ ("Why it is left out")
              : show == TD_IMPORT_SHOW_CLEANED ? _ ("What was put right")
                                               : _ ("Procedure"),
              2, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), view);
  gtk_widget_set_vexpand (scroll, TRUE);

  return scroll;
}
