/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "td-dossier-import.h"

G_BEGIN_DECLS

GMappedFile *td_dossier_import_map_file (const char *path,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdDossierImportRow *
td_dossier_import_make_row (const TdDossierImport *import) G_GNUC_WARN_UNUSED_RESULT;
gboolean
td_dossier_import_remember (const TdDossierImport *import, TdWriter *writer, GError **error);
void td_dossier_import_stream_async (TdWorkspace *workspace,
                                     TdDossierImport *import,
                                     const char *label,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean td_dossier_import_write_update (TdDossierImport *import,
                                         TdWriter *writer,
                                         const TdDossierRecord *record,
                                         const gint64 *name_ids,
                                         gint64 dossier_import_id,
                                         gint64 id,
                                         GError **error);
void td_dossier_import_add_rows (JsonBuilder *builder, const TdDossierImport *self);

/* The name roles that are kept as dossier_name records */
#define TD_N_KEPT_NAMES (TD_NAME_OFFICER + 1)

/* Names of the workspace by what is the same for all spellings. */
typedef struct
{
  const TdDossierWords *words;
  GHashTable *ids[TD_N_KEPT_NAMES]; /* key -> id */
  GHashTable *units;                /* key -> id of the office's unit */
} TdDossierNames;

const char *td_dossier_name_role (guint role);
TdDossierNames *td_dossier_names_load (TdConnection *connection,
                                       const TdDossierWords *words,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_names_free (TdDossierNames *self);
gint64 td_dossier_names_find (const TdDossierNames *self, guint role, const char *name);
gint64 td_dossier_names_need (TdDossierNames *self,
                              TdWriter *writer,
                              guint role,
                              const char *name,
                              const char *code,
                              GError **error);

/* A record of the batch laid over what the workspace has: only the columns of the file change. */
void td_dossier_import_overlay (const TdDossierImport *self,
                                const TdDossierRecord *record,
                                const gint64 *name_ids,
                                TdDossierRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierNames, td_dossier_names_free)

G_END_DECLS
