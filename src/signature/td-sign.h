/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-layout.h"
#include "td-signer.h"

G_BEGIN_DECLS

/* Signing a PDF: PAdES B-B, or B-T with a timestamp, as an incremental update. Everything is done
 * in memory on bytes; who calls this writes the result under another name and renames it. All
 * functions block (the token, the timestamp authority): call them on a worker thread. */

/**
 * TdSignRole:
 * @TD_SIGN_PERSON: who signs in authority: the blue picture between title and name (ô 7c)
 * @TD_SIGN_ORGANISATION: the red seal over the left third of that picture (ô 8)
 * @TD_SIGN_ANNEX: an annex in a file of its own: text alone, top right of page 1
 * @TD_SIGN_COPY: an electronic copy (SAO Y, ô 14): text alone, in the same place
 */
typedef enum
{
  TD_SIGN_PERSON,
  TD_SIGN_ORGANISATION,
  TD_SIGN_ANNEX,
  TD_SIGN_COPY,
} TdSignRole;

/* What td_signature_prepare() calls the fields */
#define TD_FIELD_PERSON "PersonSignature"
#define TD_FIELD_ORGANISATION "OrganisationSeal"
#define TD_FIELD_ANNEX "AnnexSignature"
#define TD_FIELD_NUMBER "DocumentNumber"
#define TD_FIELD_DAY "DocumentDay"
#define TD_FIELD_MONTH "DocumentMonth"

/* All strings and objects are borrowed for the time of the call; zeroed fields mean the default. */
typedef struct
{
  TdSignRole role;
  const char *field;        /* (nullable): an empty signature field to use; default by role */
  const TdLayoutRect *rect; /* (nullable): page from 0, points from the top left corner; default:
                               the field, else where the layout left the place */
  GBytes *image;            /* (nullable): PNG; person and organisation */
  const char *image_name;   /* (nullable): file name for messages */
  double seal_diameter_mm;  /* where the picture has no physical resolution; 0: 36 */
  const char *text; /* (nullable): annex: "Số: 610/KH-SGDĐT"; copy: "SAO Y; Sở …"; the time
                       of signing is put behind it */
  gint64 time;      /* seconds since 1970; 0: now */
  const char *tsa;  /* (nullable): address of an RFC 3161 authority: PAdES B-T */
  gboolean require_timestamp; /* refuse where @tsa is not set */
} TdSignRequest;

typedef struct
{
  GBytes *pdf;
  char *field;       /* the name of the signature's field */
  TdLayoutRect rect; /* where the picture or text stands; empty when there is none */
  gint64 time;
  gint64 timestamp; /* 0 without one */
  GPtrArray *notes; /* (element-type utf8): what a person should know, translated */
} TdSignResult;

TdSignResult *td_sign (GBytes *pdf,
                       const char *name,
                       const TdSignRequest *request,
                       TdSigner *signer,
                       GCancellable *cancellable,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_sign_result_free (TdSignResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSignResult, td_sign_result_free)

G_END_DECLS
