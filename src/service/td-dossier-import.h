/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-batch.h"
#include "td-figure-reader.h"
#include "td-import.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* What becomes of a row of a file. */
typedef enum
{
  TD_IMPORT_CREATE,
  TD_IMPORT_UPDATE,
  TD_IMPORT_UNCHANGED,
  TD_IMPORT_OLDER, /* the workspace has a newer state of it: left as it is */
  TD_IMPORT_SKIP,
  TD_N_IMPORT_FATES,
} TdImportFate;

typedef struct
{
  const char *sheet;   /* (nullable) */
  GHashTable *mapping; /* (nullable): role nick -> heading or letter of the column */
  GArray *roles;       /* (nullable): TdColumnRole of each column */
  TdDuplicates duplicates;
  gint64 now;        /* seconds of the wall clock, 0: that of the program */
  gboolean keep_all; /* read all of a very large file, too: to look at, not to import */
} TdDossierImportOptions;

/* A file of dossiers, or of figures of a period, ready to be taken over. Plain data: made on a
 * worker thread, shown on the main thread, written on the writer thread. */
typedef struct
{
  char *name;
  char *hash;
  TdDossierWords *words;
  TdDossierBatch *batch; /* NULL: figures */
  TdFigures *figures;    /* NULL: dossiers */
  gint64 *ids;           /* of each record: the dossier it is, 0: new */
  guint8 *fates;         /* TdImportFate of each record */
  guint n_fates[TD_N_IMPORT_FATES];
  GArray *conflicts;   /* (element-type guint): records that contradict one before */
  gboolean known_file; /* the very same file was imported before */
  gboolean remember;   /* keep the columns for files of this layout */
  gint64 import_id;    /* of the dossier_import row, once written */

  char *path;
  TdDuplicates duplicates;
  gint64 now;
  guint64 n_rows; /* of data; of a sampled file known when it was imported */
} TdDossierImport;

TdDossierImport *td_dossier_import_read (TdConnection *connection,
                                         const char *path,
                                         const TdDossierImportOptions *options,
                                         TdProgressFunc progress,
                                         gpointer progress_data,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_import_free (TdDossierImport *self);
gboolean
td_dossier_import_compare (TdDossierImport *self, TdConnection *connection, GError **error);
void td_dossier_import_commit_async (TdWorkspace *workspace,
                                     TdDossierImport *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
TdDossierImport *td_dossier_import_commit_finish (TdWorkspace *workspace,
                                                  GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *td_dossier_import_report (const TdDossierImport *self) G_GNUC_WARN_UNUSED_RESULT;
TdDossierWords *td_dossier_words_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierImport, td_dossier_import_free)

G_END_DECLS
