/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-edit.h"
#include "td-row-follow-up.h"

G_BEGIN_DECLS

/* What people report about tasks through the year. Each is one action. */

/* A file that proves something, read and hashed before it goes to the writer. */
typedef struct
{
  TdEvidenceRow *row;
  GBytes *bytes; /* (nullable): of a file that is copied into the workspace */
} TdEvidenceFile;

#define TD_EVIDENCE_MAX_SIZE (64 << 20)

TdEvidenceFile *
td_evidence_file_load (const char *path, gboolean copy, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_evidence_file_free (TdEvidenceFile *file);

/* What one report says. Strings are copied. */
typedef struct
{
  gint64 task_id;
  const char *date; /* (nullable): ISO 8601; NULL: today */
  int progress;     /* percent; -1: as it is */
  gboolean done;
  const char *text;   /* (nullable) */
  const char *period; /* (nullable): the turn of a recurring task it speaks of */
  const char *delay_reason;
  gboolean delay_excused;
  gint64 product_id; /* the product the evidence is; 0: none in particular */
} TdTaskReport;

TdEdit *td_task_edit_report (const TdTaskReport *report,
                             GPtrArray *evidence) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_task_edit_reopen (gint64 task_id) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_task_edit_evidence (const gint64 *task_ids,
                               guint n_ids,
                               TdEvidenceFile *evidence) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_task_edit_link_evidence (gint64 evidence_id,
                                    const gint64 *task_ids,
                                    guint n_ids) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_task_edit_trigger (const TdTaskTriggerRow *trigger,
                              TdEvidenceFile *evidence) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_task_edit_occurrence (gint64 task_id,
                                 const char *period,
                                 const char *done,
                                 const char *note,
                                 TdEvidenceFile *evidence) G_GNUC_WARN_UNUSED_RESULT;
TdEdit *td_task_edit_bulk (const gint64 *task_ids,
                           guint n_ids,
                           const char *field,
                           const char *value) G_GNUC_WARN_UNUSED_RESULT;

/* The document of a task that is there: a copy in a private folder for the system's viewer, or the
 * linked file, when it still has the bytes it had. */
char *td_evidence_open_path (TdWorkspace *workspace,
                             gint64 evidence_id,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdEvidenceFile, td_evidence_file_free)

G_END_DECLS
