/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-evidence-actions.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"
#include "td-kind.h"

/* Files, and what is asked about them */
typedef struct
{
  GtkWidget *owner;
  GPtrArray *paths;
  TdEvidenceChosen chosen;
  gpointer user_data;
  GDestroyNotify destroy;
} Question;

static GtkWindow *
window_of (GtkWidget *widget)
{
  return GTK_WINDOW (gtk_widget_get_root (widget));
}

static void
question_free (gpointer data)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_object_unref (question->owner);
  g_ptr_array_unref (question->paths);
  g_free (question);
}

static void
accepted_cb (Question *question, TdEvidenceFields *fields)
{
  question->chosen (question->owner, question->paths, fields, question->user_data);
}

static void
add_chosen (GPtrArray *paths, GtkFileChooser *chooser)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
}

static GtkNativeDialog *
make_chooser (GtkWidget *owner, const char *title, gboolean several)
{
  GtkFileChooserNative *native = gtk_file_chooser_native_new (
      title, window_of (owner), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Add"), NULL);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (native), several);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);

  return GTK_NATIVE_DIALOG (native);
}

static void
files_chosen_cb (GtkNativeDialog *native, int response, gpointer data)
{
  Question *question = data;
  g_autofree char *name = NULL;
  GtkWidget *dialog;

  if (response == GTK_RESPONSE_ACCEPT)
    add_chosen (question->paths, GTK_FILE_CHOOSER (native));
  g_object_unref (native);
  if (question->paths->len == 0 || gtk_widget_get_root (question->owner) == NULL)
    {
      question_free (question);
      return;
    }
  name = g_path_get_basename (g_ptr_array_index (question->paths, 0));
  dialog =
      td_evidence_dialog_new_for_files (window_of (question->owner), name, question->paths->len);
  g_object_set_data_full (G_OBJECT (dialog), "td-question", question, question_free);
  g_signal_connect_swapped (dialog, "accepted", G_CALLBACK (accepted_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * td_evidence_choose_files:
 * @owner: the widget that asks
 * @chosen: called with what was chosen, unless the person gave up
 * @user_data: for @chosen
 * @destroy: (nullable): frees it
 *
 * Asks for files that prove something, then for their name, number and day.
 */
void
td_evidence_choose_files (GtkWidget *owner,
                          TdEvidenceChosen chosen,
                          gpointer user_data,
                          GDestroyNotify destroy)
{
  Question *question = g_new0 (Question, 1);
  GtkNativeDialog *native = make_chooser (owner, _ ("Files that Prove It"), TRUE);

  question->owner = g_object_ref (owner);
  question->paths = g_ptr_array_new_with_free_func (g_free);
  question->chosen = chosen;
  question->user_data = user_data;
  question->destroy = destroy;
  g_signal_connect (native, "response", G_CALLBACK (files_chosen_cb), question);
  gtk_native_dialog_show (native);
}

typedef struct
{
  GPtrArray *paths;
  char *name, *symbol, *date;
  gboolean copy;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_ptr_array_unref (load->paths);
  g_free (load->name);
  g_free (load->symbol);
  g_free (load->date);
  g_free (load);
}

static void
fill_in (TdEvidenceRow *row, const Load *load)
{
  if (load->name != NULL)
    {
      g_free (row->name);
      row->name = g_strdup (load->name);
    }
  row->symbol = g_strdup (load->symbol);
  row->date = g_strdup (load->date);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Load *load = data;
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_evidence_file_free);

  for (guint i = 0; i < load->paths->len; i++)
    {
      GError *error = NULL;
      TdEvidenceFile *file =
          td_evidence_file_load (g_ptr_array_index (load->paths, i), load->copy, &error);

      if (file == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      fill_in (file->row, load);
      g_ptr_array_add (files, file);
    }
  g_task_return_pointer (task, g_steal_pointer (&files), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * td_evidence_load_async:
 * @owner: the widget that asks
 * @paths: (element-type filename): files
 * @fields: what was filled in about them
 * @callback: called when all are read
 * @user_data: for @callback
 *
 * Reads and hashes files on a thread.
 */
void
td_evidence_load_async (GtkWidget *owner,
                        GPtrArray *paths,
                        const TdEvidenceFields *fields,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (owner, NULL, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->paths = g_ptr_array_copy (paths, (GCopyFunc) (void (*) (void)) g_strdup, NULL);
  g_ptr_array_set_free_func (load->paths, g_free);
  load->name = g_strdup (fields->name);
  load->symbol = g_strdup (fields->symbol);
  load->date = g_strdup (fields->date);
  load->copy = fields->copy;
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * td_evidence_load_finish:
 * @result: of td_evidence_load_async()
 * @error: return location: the first file that could not be read
 *
 * Returns: (nullable) (transfer full) (element-type TdEvidenceFile): the files
 */
GPtrArray *
td_evidence_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  GArray *tasks;
  TdEvidenceReady ready;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_array_unref (adding->tasks);
  g_free (adding);
}

/* Several files are one action. */
static TdEdit *
make_edit (Adding *adding, GPtrArray *files)
{
  const gint64 *ids = (const gint64 *) (gpointer) adding->tasks->data;
  TdEdit *batch = files->len > 1 ? td_edit_new_batch (_ ("Add evidence")) : NULL;

  g_ptr_array_set_free_func (files, NULL);
  if (batch == NULL)
    return td_task_edit_evidence (ids, adding->tasks->len, g_ptr_array_index (files, 0));
  for (guint i = 0; i < files->len; i++)
    td_edit_batch_append (
        batch, td_task_edit_evidence (ids, adding->tasks->len, g_ptr_array_index (files, i)));

  return batch;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Adding *adding = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = td_evidence_load_finish (result, &error);

  if (files == NULL)
    adding->ready (GTK_WIDGET (source), NULL, NULL, error);
  else
    adding->ready (GTK_WIDGET (source), make_edit (adding, files), _ ("File added"), NULL);
  adding_free (adding);
}

static void
add_chosen_cb (GtkWidget *owner, GPtrArray *paths, const TdEvidenceFields *fields, gpointer data)
{
  Adding *adding = data;
  Adding *own = g_new0 (Adding, 1);

  own->tasks = g_array_ref (adding->tasks);
  own->ready = adding->ready;
  td_evidence_load_async (owner, paths, fields, added_cb, own);
}

/**
 * td_evidence_add_files:
 * @owner: the widget that asks
 * @task_ids: (array length=n_ids): tasks
 * @n_ids: how many
 * @ready: called with the edit
 *
 * Asks for files and links each with all the tasks.
 */
void
td_evidence_add_files (GtkWidget *owner, const gint64 *task_ids, guint n_ids, TdEvidenceReady ready)
{
  Adding *adding = g_new0 (Adding, 1);

  adding->tasks = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);
  g_array_append_vals (adding->tasks, task_ids, n_ids);
  adding->ready = ready;
  td_evidence_choose_files (owner, add_chosen_cb, adding, adding_free);
}

typedef struct
{
  GtkWidget *owner;
  gint64 id;
  char *sha256;
  TdEvidenceReady ready;
} Known;

static Known *
known_new (GtkWidget *owner, const TdEvidenceRow *row, TdEvidenceReady ready)
{
  Known *known = g_new0 (Known, 1);

  known->owner = g_object_ref (owner);
  known->id = row->row.id;
  known->sha256 = g_strdup (row->sha256);
  known->ready = ready;

  return known;
}

static void
known_free (gpointer data)
{
  Known *known = data;

  g_object_unref (known->owner);
  g_free (known->sha256);
  g_free (known);
}

static void
details_cb (Known *known, TdEvidenceFields *fields)
{
  TdEdit *edit = td_edit_new_set (TD_KIND_EVIDENCE, known->id, "name", fields->name);

  td_edit_and_set (edit, "symbol", fields->symbol);
  td_edit_and_set (edit, "date", fields->date);
  known->ready (known->owner, edit, _ ("Details changed"), NULL);
}

/**
 * td_evidence_edit_details:
 * @owner: the widget that asks
 * @row: a document that is recorded
 * @ready: called with the edit
 *
 * Asks for another name, number or day of the document.
 */
void
td_evidence_edit_details (GtkWidget *owner, const TdEvidenceRow *row, TdEvidenceReady ready)
{
  GtkWidget *dialog = td_evidence_dialog_new_for_row (window_of (owner), row);
  Known *known = known_new (owner, row, ready);

  g_object_set_data_full (G_OBJECT (dialog), "td-known", known, known_free);
  g_signal_connect_swapped (dialog, "accepted", G_CALLBACK (details_cb), known);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
read_again_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Known *known = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = td_evidence_load_finish (result, &error);
  const TdEvidenceRow *row =
      files != NULL ? ((TdEvidenceFile *) g_ptr_array_index (files, 0))->row : NULL;

  if (row != NULL && g_strcmp0 (row->sha256, known->sha256) != 0)
    td_error_set_at (
        &error, TD_ERROR_CONFLICT, row->link, NULL,
        _ ("This is another file or another version of it: its fingerprint is not that "
           "of the evidence."));
  if (error != NULL)
    known->ready (known->owner, NULL, NULL, error);
  else
    known->ready (known->owner, td_edit_new_set (TD_KIND_EVIDENCE, known->id, "link", row->link),
                  _ ("File found again"), NULL);
  known_free (known);
}

static void
place_chosen_cb (GtkNativeDialog *native, int response, gpointer data)
{
  Known *known = data;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const TdEvidenceFields fields = { NULL, NULL, NULL, FALSE };

  if (response == GTK_RESPONSE_ACCEPT)
    add_chosen (paths, GTK_FILE_CHOOSER (native));
  g_object_unref (native);
  if (paths->len > 0)
    td_evidence_load_async (known->owner, paths, &fields, read_again_cb, known);
  else
    known_free (known);
}

/**
 * td_evidence_find_again:
 * @owner: the widget that asks
 * @row: a linked document whose file is gone from its place
 * @ready: called with the edit, or with what is wrong with the file
 *
 * Asks where the file is now; only the same bytes are accepted.
 */
void
td_evidence_find_again (GtkWidget *owner, const TdEvidenceRow *row, TdEvidenceReady ready)
{
  GtkNativeDialog *native = make_chooser (owner, _ ("Where Is the File Now?"), FALSE);

  gtk_file_chooser_native_set_accept_label (GTK_FILE_CHOOSER_NATIVE (native), _ ("_Choose"));
  g_signal_connect (native, "response", G_CALLBACK (place_chosen_cb),
                    known_new (owner, row, ready));
  gtk_native_dialog_show (native);
}
