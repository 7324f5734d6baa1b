/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-letter.h"

G_BEGIN_DECLS

/* Letters of apology for many late dossiers at once: files, and the events that record them. */
typedef struct
{
  TdMoment at;         /* when they are made */
  TdMoment until;      /* the new time; TD_MOMENT_NONE: left blank */
  const char *reason;  /* (nullable): left blank */
  gint64 first_number; /* 0: not numbered */
  const char *symbol;  /* (nullable): behind the number, "PXL-SGDĐT" */
  gboolean each;       /* the path is a folder that gets a PDF and a Word file for each letter */
  gboolean again;      /* also those that had a letter */
  gboolean replace;
} TdLettersOptions;

typedef struct
{
  GPtrArray *events; /* (element-type TdDossierEventRow): to be recorded */
  GPtrArray *files;  /* (element-type utf8): what was written */
} TdLetters;

GArray *td_dossier_letters_find (TdConnection *connection,
                                 const GDate *from,
                                 const GDate *to,
                                 gboolean again,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdLetters *td_dossier_letters_make (TdConnection *connection,
                                    const gint64 *ids,
                                    guint n_ids,
                                    const TdLettersOptions *options,
                                    const char *path,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_dossier_letters_free (TdLetters *letters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdLetters, td_dossier_letters_free)

G_END_DECLS
