/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-comment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-docx-comments.h"
#include "td-edit-private.h"
#include "td-error.h"
#include "td-input-file.h"
#include "td-plan-import.h"
#include "td-plan-match.h"
#include "td-text.h"

/* More than any plan with remarks */
#define LARGEST_FILE (64 * 1024 * 1024)
/* Shorter words stand in too many places to tell one */
#define SHORTEST_WORDS 8

/**
 * td_plan_comment_new:
 * @plan_id: a plan
 * @kind: kind of the record the comment is about; TD_KIND_PLAN: the whole plan; TD_KIND_COMMENT: a
 *   reply
 * @record_id: its id
 * @quote: (nullable): its words
 * @text: what is said
 * @author: (nullable): who says it
 *
 * Returns: (transfer full): the edit that adds the comment
 */
TdEdit *
td_plan_comment_new (gint64 plan_id,
                     TdKind kind,
                     gint64 record_id,
                     const char *quote,
                     const char *text,
                     const char *author)
{
  TdEdit *edit = td_edit_new_add (TD_KIND_COMMENT);
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, plan_id);
  g_autofree char *record = g_strdup_printf ("%" G_GINT64_FORMAT, record_id);
  g_autofree char *now = td_date_now_iso ();

  td_edit_set_value (edit, "plan_id", plan);
  td_edit_set_value (edit, "text", text);
  td_edit_set_value (edit, "record_kind", td_kind_spec (kind)->name);
  td_edit_set_value (edit, "record_id", record);
  if (quote != NULL)
    td_edit_set_value (edit, "quote", quote);
  if (author != NULL)
    td_edit_set_value (edit, "author", author);
  td_edit_set_value (edit, "at", now);

  return edit;
}

/**
 * td_plan_comment_resolve:
 * @comment_id: a comment
 * @resolved: whether it is settled
 * @author: (nullable): who says so
 *
 * Returns: (transfer full): the edit
 */
TdEdit *
td_plan_comment_resolve (gint64 comment_id, gboolean resolved, const char *author)
{
  TdEdit *edit = td_edit_new_set (TD_KIND_COMMENT, comment_id, "resolved", resolved ? "1" : "0");

  td_edit_and_set (edit, "resolved_by", resolved ? author : NULL);

  return edit;
}

/**
 * td_plan_comment_answered:
 * @comment: a comment
 *
 * Returns: the id of the comment it answers; 0: none
 */
gint64
td_plan_comment_answered (const TdCommentRow *comment)
{
  return g_strcmp0 (comment->record_kind, td_kind_spec (TD_KIND_COMMENT)->name) == 0
             ? comment->record_id
             : 0;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = (*(TdCommentRow *const *) a)->row.id,
         second = (*(TdCommentRow *const *) b)->row.id;

  return (first > second) - (first < second);
}

/**
 * td_plan_comment_sort:
 * @comments: (element-type TdCommentRow): the comments of a plan
 *
 * Puts the replies behind what they answer. A reply to a comment that is not there any more stands
 * for itself.
 */
void
td_plan_comment_sort (GPtrArray *comments)
{
  g_autoptr (GHashTable) replies =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();

  g_ptr_array_sort (comments, compare_ids);
  for (guint i = 0; i < comments->len; i++)
    {
      TdCommentRow *comment = g_ptr_array_index (comments, i);
      gint64 answered = td_plan_comment_answered (comment);
      GPtrArray *thread = answered != 0 ? g_hash_table_lookup (replies, &answered) : NULL;

      if (thread != NULL)
        {
          g_ptr_array_add (thread, comment);
          continue;
        }
      g_ptr_array_add (heads, comment);
      g_hash_table_insert (replies, &comment->row.id, g_ptr_array_new ());
    }
  for (guint i = 0, n = 0; i < heads->len; i++)
    {
      TdCommentRow *head = g_ptr_array_index (heads, i);
      const GPtrArray *thread = g_hash_table_lookup (replies, &head->row.id);

      comments->pdata[n++] = head;
      for (guint r = 0; r < thread->len; r++)
        comments->pdata[n++] = g_ptr_array_index (thread, r);
    }
}

/* == What a Word file brings */

/* The rows of a plan that a comment may be about, by the words of a paragraph */
typedef struct
{
  TdKind kind;
  const char *fields[8]; /* by the first of which rows of two plans are matched */
} Subject;

static const Subject subjects[] = {
  { TD_KIND_SECTION, { "title" } },
  { TD_KIND_BLOCK, { "text" } },
  { TD_KIND_TASK,
    { "content", "product_text", "lead_text", "coordinating_text", "deadline_text", "note",
      "other_text" } },
};

/* Whether a paragraph of a file is (a part of) the words of a row. A label that the plan keeps
 * apart may stand before them: "1. Mục đích". */
static gboolean
is_about (const char *paragraph, const char *words)
{
  g_autofree char *key = words != NULL ? td_text_fold_keep_marks (words) : NULL;

  if (key == NULL || *key == '\0')
    return FALSE;
  if (g_str_equal (paragraph, key))
    return TRUE;

  return (strlen (key) >= SHORTEST_WORDS && g_str_has_suffix (paragraph, key)) ||
         (strlen (paragraph) >= SHORTEST_WORDS && strstr (key, paragraph) != NULL);
}

static gboolean
row_is_about (const Subject *subject, gconstpointer row, const char *paragraph)
{
  for (guint f = 0; f < G_N_ELEMENTS (subject->fields) && subject->fields[f] != NULL; f++)
    {
      const TdFieldSpec *field =
          td_kind_find_field (td_kind_spec (subject->kind), subject->fields[f]);

      if (is_about (paragraph, td_row_get_text (row, field)))
        return TRUE;
    }

  return FALSE;
}

/* The row of @plan that is what @match of the file's plan is */
static const TdRow *
same_row (const GArray *ours, const TdPlanMatch *match)
{
  return match->match >= 0 ? g_array_index (ours, TdPlanMatch, match->match).row : NULL;
}

/* The comments of a file, looked for in its own plan first: there the words are the same. */
static void
find_subjects (const TdPlanData *plan,
               const TdPlanData *file_plan,
               GPtrArray *found,
               GPtrArray *rows)
{
  for (guint s = 0; s < G_N_ELEMENTS (subjects); s++)
    {
      const Subject *subject = &subjects[s];
      g_autoptr (GArray) ours = td_plan_match_collect (plan, subject->kind, subject->fields[0]);
      g_autoptr (GArray) theirs =
          td_plan_match_collect (file_plan, subject->kind, subject->fields[0]);

      td_plan_match_rows (ours, theirs);
      for (guint i = 0; i < found->len; i++)
        {
          const TdDocxComment *comment = g_ptr_array_index (found, i);
          TdCommentRow *row = g_ptr_array_index (rows, i);
          g_autofree char *paragraph =
              td_text_fold_keep_marks (comment->paragraph != NULL ? comment->paragraph : "");

          for (guint t = 0; *paragraph != '\0' && row->record_id == 0 && t < theirs->len; t++)
            {
              const TdPlanMatch *match = &g_array_index (theirs, TdPlanMatch, t);
              const TdRow *same =
                  row_is_about (subject, match->row, paragraph) ? same_row (ours, match) : NULL;

              if (same == NULL)
                continue;
              g_free (row->record_kind);
              row->record_kind = g_strdup (td_kind_spec (subject->kind)->name);
              row->record_id = same->id;
            }
        }
    }
}

/* Word writes the local time, and a Z behind it all the same. */
static char *
time_of (const char *at)
{
  g_autofree char *day = at != NULL ? g_strndup (at, strlen ("YYYY-MM-DD")) : NULL;
  GDate date;

  return day != NULL && td_date_parse_iso (day, &date)
             ? g_strndup (at, strlen ("YYYY-MM-DDTHH:MM:SS"))
             : NULL;
}

static void
comment_free (gpointer row)
{
  td_row_free (TD_KIND_COMMENT, row);
}

static GPtrArray *
make_rows (GPtrArray *found)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (comment_free);

  for (guint i = 0; i < found->len; i++)
    {
      const TdDocxComment *comment = g_ptr_array_index (found, i);
      TdCommentRow *row = td_row_new (TD_KIND_COMMENT);

      row->row.id = (gint64) i + 1;
      row->record_kind =
          g_strdup (td_kind_spec (comment->parent >= 0 ? TD_KIND_COMMENT : TD_KIND_PLAN)->name);
      if (comment->parent >= 0)
        {
          const TdCommentRow *parent = g_ptr_array_index (rows, (guint) comment->parent);
          gint64 answered = td_plan_comment_answered (parent);

          row->record_id = answered != 0 ? answered : parent->row.id;
        }
      else
        row->quote = g_strdup (comment->quote != NULL ? comment->quote : comment->paragraph);
      row->text = g_strdup (comment->text);
      row->author = g_strdup (comment->author);
      row->at = time_of (comment->at);
      row->resolved = comment->resolved;
      g_ptr_array_add (rows, row);
    }

  return rows;
}

/**
 * td_plan_comment_read:
 * @path: a Word file
 * @plan: the plan it came from, sorted
 * @error: return location
 *
 * Reads the comments of a Word file that came back, with what of the plan each is about; what is
 * not found is about the whole plan. Any thread.
 *
 * Returns: (transfer full) (element-type TdCommentRow): the comments; ids count them from 1, and
 *   replies refer to these
 */
GPtrArray *
td_plan_comment_read (const char *path, const TdPlanData *plan, GError **error)
{
  g_autoptr (GBytes) bytes = td_input_file_read (path, LARGEST_FILE, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GPtrArray) found =
      bytes != NULL ? td_docx_read_comments (bytes, name, NULL, error) : NULL;
  g_autoptr (TdPlanImport) import = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (found == NULL)
    return NULL;
  rows = make_rows (found);
  if (found->len == 0)
    return g_steal_pointer (&rows);
  import = td_plan_import_read (path, NULL, NULL, NULL, error);
  if (import == NULL)
    return NULL;
  td_plan_data_sort (import->plan);
  find_subjects (plan, import->plan, found, rows);

  return g_steal_pointer (&rows);
}

typedef struct
{
  char *path;
  TdPlanData *plan;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  td_plan_data_free (job->plan);
  g_free (job);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  GPtrArray *comments = td_plan_comment_read (job->path, job->plan, &error);

  if (comments == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, comments, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * td_plan_comment_read_async:
 * @path: a Word file
 * @plan: the plan it came from
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * td_plan_comment_read() on a thread.
 */
void
td_plan_comment_read_async (const char *path,
                            const TdPlanData *plan,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->plan = td_plan_data_copy (plan);
  td_plan_data_sort (job->plan);
  g_task_set_source_tag (task, td_plan_comment_read_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * td_plan_comment_read_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (element-type TdCommentRow): as td_plan_comment_read()
 */
GPtrArray *
td_plan_comment_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  gint64 plan_id;
  GPtrArray *comments;
} Taken;

static void
taken_free (gpointer data)
{
  Taken *taken = data;

  g_ptr_array_unref (taken->comments);
  g_free (taken);
}

static gint64
find_kept (const GPtrArray *kept, const TdCommentRow *comment)
{
  for (guint i = 0; i < kept->len; i++)
    {
      const TdCommentRow *row = g_ptr_array_index (kept, i);

      if (g_strcmp0 (row->text, comment->text) == 0 &&
          g_strcmp0 (row->author, comment->author) == 0 && g_strcmp0 (row->at, comment->at) == 0)
        return row->row.id;
    }

  return 0;
}

static gboolean
take_one (
    TdWriter *writer, const Taken *taken, TdCommentRow *comment, GHashTable *ids, GError **error)
{
  TdCommentRow *row = td_row_copy (TD_KIND_COMMENT, comment);
  gint64 answered = td_plan_comment_answered (comment);
  const gint64 *real = answered != 0 ? g_hash_table_lookup (ids, &answered) : NULL;
  gboolean done;

  row->row.id = 0;
  row->plan_id = taken->plan_id;
  if (real != NULL)
    row->record_id = *real;
  else if (row->record_id == 0)
    row->record_id = taken->plan_id;
  done = td_writer_insert (writer, TD_KIND_COMMENT, row, error);
  if (done)
    g_hash_table_insert (ids, &comment->row.id, g_memdup2 (&row->row.id, sizeof row->row.id));
  td_row_free (TD_KIND_COMMENT, row);

  return done;
}

static gboolean
take_comments (TdWriter *writer, TdEdit *edit, GError **error)
{
  const Taken *taken = edit->data;
  g_autoptr (GPtrArray) kept =
      td_writer_list_by (writer, TD_KIND_COMMENT, "plan_id", taken->plan_id, error);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  if (kept == NULL)
    return FALSE;
  edit->result_id = 0;
  for (guint i = 0; i < taken->comments->len; i++)
    {
      TdCommentRow *comment = g_ptr_array_index (taken->comments, i);
      gint64 id = find_kept (kept, comment);

      if (id != 0)
        g_hash_table_insert (ids, &comment->row.id, g_memdup2 (&id, sizeof id));
      else if (take_one (writer, taken, comment, ids, error))
        edit->result_id++;
      else
        return FALSE;
    }

  return TRUE;
}

/**
 * td_plan_comment_take:
 * @plan_id: a plan
 * @comments: (element-type TdCommentRow): what td_plan_comment_read() gave for it
 *
 * Returns: (transfer full): the edit that keeps those of them that are not kept yet; its result is
 *   their number
 */
TdEdit *
td_plan_comment_take (gint64 plan_id, GPtrArray *comments)
{
  Taken *taken = g_new0 (Taken, 1);

  taken->plan_id = plan_id;
  taken->comments = g_ptr_array_ref (comments);

  return td_edit_new_act ("plan.comment", _ ("Take over the comments of a file"), take_comments,
                          taken, taken_free);
}
