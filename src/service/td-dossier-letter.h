/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-block.h"
#include "td-dossier-case.h"
#include "td-layout.h"

G_BEGIN_DECLS

/* The papers about a dossier: receipt, request for a supplement, refusal, apology, notice of
 * stopping, control slip,
 * and the ledger of its due time for an inspector. Which form is printed follows from the day. */
typedef enum
{
  TD_LETTER_RECEIPT,
  TD_LETTER_SUPPLEMENT,
  TD_LETTER_REFUSAL,
  TD_LETTER_APOLOGY,
  TD_LETTER_STOP,
  TD_LETTER_CONTROL,
  TD_LETTER_LEDGER,
  TD_N_LETTERS,
} TdLetterKind;

typedef struct
{
  char *id;
  char *number;
  char *title; /* lines divided by newlines */
  char *law;
  char *signer;
  gboolean a5;
  gboolean extends;
} TdLetterForm;

/* What a paper says beside the dossier; texts are borrowed. */
typedef struct
{
  TdLetterKind kind;
  TdMoment at;              /* when it is made */
  TdMoment until;           /* apology: the new time; TD_MOMENT_NONE: left blank */
  const char *number;       /* (nullable): "12/PXL" */
  const char *reason;       /* (nullable) */
  const char *const *items; /* (nullable): what is missing, why it is refused */
  const char *agency;       /* (nullable): as printed */
  const char *agency_name;  /* (nullable): in running text */
  const char *parent;       /* (nullable) */
  const char *place;        /* (nullable) */
  const char *contact;      /* (nullable): telephone and address for help */
} TdLetter;

const char *td_letter_kind_nick (TdLetterKind kind);
gboolean td_letter_kind_parse (const char *nick, TdLetterKind *kind);
const char *td_letter_kind_label (TdLetterKind kind);

char *
td_letter_form_describe (TdLetterKind kind, TdMoment at, GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdBlock *td_letter_compose (const TdDossierCase *dossier,
                            const TdLetter *letter,
                            TdBlock *document,
                            gboolean *a5,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
TdLayout *td_letter_layout_new (TdBlock *document, gboolean a5) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_letter_write (
    TdBlock *document, gboolean a5, const char *path, gboolean replace, GError **error);
gboolean td_letter_set_agency (TdConnection *connection, TdLetter *letter, GError **error);
void td_letter_clear_agency (TdLetter *letter);

G_END_DECLS
