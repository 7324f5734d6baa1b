/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-lines.h"

G_BEGIN_DECLS

/* By what dossiers are ordered, as their rows say: a number or a text, then the id. */
typedef struct
{
  gint64 number;
  char *text; /* (nullable) */
  gint64 id;
} TdDossierKey;

/* Reads keys of one order. */
typedef struct _TdDossierKeys TdDossierKeys;

TdDossierKeys *td_dossier_keys_new (TdConnection *connection,
                                    TdDossierSort sort,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_keys_free (TdDossierKeys *self);
gboolean td_dossier_keys_read (
    TdDossierKeys *self, TdConnection *connection, gint64 id, TdDossierKey *key, GError **error);
void td_dossier_key_clear (gpointer key);
int td_dossier_key_compare (gconstpointer a, gconstpointer b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDossierKeys, td_dossier_keys_free)

G_END_DECLS
