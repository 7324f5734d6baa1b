/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"
#include "td-row-import.h"

G_BEGIN_DECLS

/* New dossiers by the million: rows that lie in memory are read by SQLite itself through a virtual
 * table, one statement for thousands, instead of one statement each. */
typedef struct
{
  const char *code;
  const char *applicant, *external_code, *suspend_reason, *rating, *note; /* (nullable) */
  gint64 received, due, returned, delivered, suspended, fee;
  guint32 area, procedure, unit, officer; /* dossier_name ids, 0: none */
  guint32 row;                            /* of the file */
  guint8 state, channel, level, result_channel;
} TdDossierBulkRow;

gboolean td_dossier_bulk_insert (TdConnection *connection,
                                 const TdDossierBulkRow *rows,
                                 guint n_rows,
                                 gint64 import_id,
                                 gint64 dossier_import_id,
                                 GError **error);

/* Around a bulk load, outside a transaction: more cache, fewer checkpoints; and back. */
void td_dossier_bulk_tune (TdConnection *connection, gboolean bulk);

/* A set of codes by their 64-bit hashes, for telling what was seen before. */
typedef struct _TdCodeSet TdCodeSet;

typedef enum
{
  TD_CODE_NEW,
  TD_CODE_IN_WORKSPACE,
  TD_CODE_IN_FILE, /* in a row before */
} TdCodeSeen;

TdCodeSet *td_code_set_new (guint64 expected) G_GNUC_WARN_UNUSED_RESULT;
void td_code_set_free (TdCodeSet *self);
guint64 td_code_set_hash (const char *code);
void td_code_set_expect (const TdCodeSet *self, guint64 hash);
TdCodeSeen td_code_set_add (TdCodeSet *self, guint64 hash);
gboolean td_code_set_load (TdCodeSet *self, TdConnection *connection, GError **error);

G_END_DECLS
