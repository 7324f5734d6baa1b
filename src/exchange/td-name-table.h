/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-dossier-words.h"

G_BEGIN_DECLS

/* What is wrong with one cell, by its bytes alone. */
typedef enum
{
  TD_CELL_FAULT_NFD = 1 << 0,
  TD_CELL_FAULT_OUTER_SPACE = 1 << 1,
  TD_CELL_FAULT_NBSP = 1 << 2,
  TD_CELL_FAULT_TAB = 1 << 3,
} TdCellFault;

/* One way a name is written. */
typedef struct
{
  char *raw;
  gsize raw_length;
  char *trimmed; /* NFC, no outer space, no-break spaces plain: else as written */
  char *clean;   /* single spaces besides */
  guint32 group;
  guint32 count;
  guint32 faults; /* TdCellFault */
  int meaning;    /* of a word with a meaning (state, channel): for the caller */
} TdNameVariant;

/* All spellings of one name. */
typedef struct
{
  char *key;
  guint32 canonical; /* the variant that is written most */
  guint32 count;
  guint32 into; /* the group it was merged into, itself when not */
} TdNameGroup;

/* The values of a column that repeats a limited number of names. A value is looked up by its bytes;
 * whatever costs time is done once for each different value. */
typedef struct _TdNameTable TdNameTable;

TdNameTable *td_name_table_new (const TdDossierWords *words) G_GNUC_WARN_UNUSED_RESULT;
void td_name_table_free (TdNameTable *self);

/* Returns: the number of the variant, from 0; made when it is new (@is_new) */
guint32 td_name_table_add (TdNameTable *self, const char *text, gsize length, gboolean *is_new);
guint32 td_name_table_n_variants (const TdNameTable *self);
TdNameVariant *td_name_table_variant (TdNameTable *self, guint32 variant);
const char *td_name_table_canonical (TdNameTable *self, guint32 variant);
guint32 td_name_table_group (TdNameTable *self, guint32 variant);
gboolean td_name_table_is_misspelt (TdNameTable *self, guint32 variant);
void td_name_table_prefer (TdNameTable *self, const char *name);
void td_name_table_settle (TdNameTable *self, gboolean merge_typing_errors);

guint32 td_cell_faults (const char *text, gsize length);

G_END_DECLS
