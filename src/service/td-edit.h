/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-data.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* What a person can do to records, as plain data: made on the main thread, run on the writer thread
 * as one action (one transaction, one entry of the history). The window and the command line make
 * the same edits, so they cannot do different things. */
typedef enum
{
  TD_EDIT_ADD,             /* a record with the given field values */
  TD_EDIT_SET,             /* fields of one record */
  TD_EDIT_DELETE,          /* records of one kind with all they own */
  TD_EDIT_MOVE,            /* a record to another place among its siblings, or to another parent */
  TD_EDIT_SECTION_PROMOTE, /* one level up: becomes the next sibling of its parent */
  TD_EDIT_SECTION_DEMOTE,  /* one level down: becomes the last child of the sibling before it */
  TD_EDIT_BLOCK_SPLIT,     /* a body text cut in two at a character */
  TD_EDIT_BLOCK_JOIN,      /* a body text appended to the one before it */
  TD_EDIT_TASK_DUPLICATE,  /* a copy of a task right below it */
  TD_EDIT_TASK_UNITS,      /* lead or coordinating units chosen from the register */
  TD_EDIT_PLAN_SAVE,       /* a whole plan: imported, from a template, or a copy */
  TD_EDIT_PLAN_DELETE,
  TD_EDIT_BATCH, /* several edits as one action */
  TD_EDIT_ACT,   /* what another service does: td-task-progress.h, td-office-calendar.h */
  TD_N_EDITS,
} TdEditType;

typedef struct _TdEdit TdEdit;

void td_edit_free (TdEdit *edit);

TdEdit *td_edit_new_add (TdKind kind) G_GNUC_WARN_UNUSED_RESULT;
void td_edit_set_value (TdEdit *edit, const char *field, const char *value);
void td_edit_set_after (TdEdit *edit, gint64 sibling_id);
TdEdit *td_edit_new_set (TdKind kind, gint64 id, const char *field, const char *value)
    G_GNUC_WARN_UNUSED_RESULT;
void td_edit_and_set (TdEdit *edit, const char *field, const char *value);
void td_edit_expect (TdEdit *edit, const char *value);
TdEdit *td_edit_new_delete (TdKind kind, const gint64 *ids, guint n_ids) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *
td_edit_new_move (TdKind kind, gint64 id, gint64 parent_id, guint index) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_edit_new_promote (gint64 section_id) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_edit_new_demote (gint64 section_id) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_edit_new_split (gint64 block_id, guint offset) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_edit_new_join (gint64 block_id) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_edit_new_duplicate_task (gint64 task_id) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_edit_new_task_units (gint64 task_id,
                                const char *role,
                                const char *const *texts) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_edit_new_save_plan (TdPlanData *data) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_edit_new_delete_plan (gint64 plan_id) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_edit_new_batch (const char *label) G_GNUC_WARN_UNUSED_RESULT;
void td_edit_batch_append (TdEdit *batch, TdEdit *edit);
guint td_edit_batch_length (const TdEdit *batch);

/* Runs the edit and waits for the durable commit: for the command line and tests. */
gboolean td_edit_run (TdEdit *edit, TdWorkspace *workspace, gint64 *result_id, GError **error);
/* Queues the edit; the window's way. */
void td_edit_run_async (TdEdit *edit,
                        TdWorkspace *workspace,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
gboolean td_edit_run_finish (GAsyncResult *result, gint64 *result_id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdEdit, td_edit_free)

G_END_DECLS
