/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-connection.h"

G_BEGIN_DECLS

/* Columns and orders of dossiers, packed in blocks (table dossier_block). A column has one value
 * for each id, an order the ids as they follow each other; a block holds TD_BLOCK_ROWS of them. */
#define TD_BLOCK_ROWS 4096

typedef enum
{
  TD_BLOCK_STATE, /* TD_BLOCK_PRESENT and the state, the channel, the level; 0: no such dossier */
  TD_BLOCK_RECEIVED, /* seconds, as in the table */
  TD_BLOCK_DUE,
  TD_BLOCK_RETURNED,
  TD_BLOCK_AREA, /* ids of dossier_name */
  TD_BLOCK_PROCEDURE,
  TD_BLOCK_UNIT,
  TD_BLOCK_APPLICANT, /* number of the name in TD_BLOCK_NAMES, from 1; 0: none */
  TD_N_BLOCK_COLUMNS,
  TD_BLOCK_BY_RECEIVED = TD_N_BLOCK_COLUMNS, /* orders, upwards, then by id */
  TD_BLOCK_BY_DUE,
  TD_BLOCK_BY_CODE,
  TD_BLOCK_BY_PROCEDURE,
  TD_BLOCK_BY_UNIT,
  TD_BLOCK_BY_APPLICANT,
  TD_BLOCK_NAMES,      /* names of applicants, folded, one a line, in Vietnamese order */
  TD_BLOCK_NAME_FIRST, /* of each name: where its dossiers begin in TD_BLOCK_BY_APPLICANT */
  TD_BLOCK_SUMMARY,    /* TD_SUMMARY_VALUES for each block of rows */
  TD_BLOCK_GRAMS,      /* set of the short runs of letters that stand in codes */
  TD_BLOCK_PROCEDURES, /* ids that stand in TD_BLOCK_PROCEDURE; the last block is not full */
  TD_N_BLOCK_KINDS,
} TdBlockKind;

#define TD_BLOCK_PRESENT 256
#define TD_BLOCK_STATE_OF(v) ((v) &15)
#define TD_BLOCK_CHANNEL_OF(v) ((v) >> 4 & 3)
#define TD_BLOCK_LEVEL_OF(v) ((v) >> 6 & 3)

enum
{
  TD_SUMMARY_ROWS,
  TD_SUMMARY_RECEIVED_MIN,
  TD_SUMMARY_RECEIVED_MAX,
  TD_SUMMARY_RETURNED_MAX,
  TD_SUMMARY_UNRETURNED, /* rows without a result */
  TD_SUMMARY_EXTERNAL,   /* rows with a code of another system */
  TD_SUMMARY_VALUES = 8, /* a power of two, that they do not straddle blocks */
};

gint64 td_block_id (gint64 generation, TdBlockKind kind, guint block);
GByteArray *td_block_pack (const guint32 *values, guint n) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_block_unpack (gconstpointer data, gsize size, guint32 *values, guint *n);

gboolean td_block_read (TdConnection *connection,
                        gint64 generation,
                        TdBlockKind kind,
                        guint block,
                        guint32 *values,
                        guint *n,
                        GError **error);
GBytes *td_block_read_bytes (TdConnection *connection,
                             gint64 generation,
                             TdBlockKind kind,
                             guint block,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
