/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "td-edit.h"
#include "td-evidence-dialog.h"
#include "td-task-progress.h"

G_BEGIN_DECLS

/* What a person does with the documents of tasks: the questions are asked here, the edit that comes
 * of them is run by who asked. */

/* @paths: (element-type filename): files, @fields: what was filled in about them */
typedef void (*TdEvidenceChosen) (GtkWidget *owner,
                                  GPtrArray *paths,
                                  const TdEvidenceFields *fields,
                                  gpointer user_data);
/* @edit: (nullable) (transfer full): what to do, @done says it afterwards; else @error says why not
 */
typedef void (*TdEvidenceReady) (GtkWidget *owner,
                                 TdEdit *edit,
                                 const char *done,
                                 const GError *error);

void td_evidence_choose_files (GtkWidget *owner,
                               TdEvidenceChosen chosen,
                               gpointer user_data,
                               GDestroyNotify destroy);
void td_evidence_load_async (GtkWidget *owner,
                             GPtrArray *paths,
                             const TdEvidenceFields *fields,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *td_evidence_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void td_evidence_add_files (GtkWidget *owner,
                            const gint64 *task_ids,
                            guint n_ids,
                            TdEvidenceReady ready);
void td_evidence_edit_details (GtkWidget *owner, const TdEvidenceRow *row, TdEvidenceReady ready);
void td_evidence_find_again (GtkWidget *owner, const TdEvidenceRow *row, TdEvidenceReady ready);

G_END_DECLS
