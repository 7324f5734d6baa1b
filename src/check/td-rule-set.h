/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tables the rules look into, read from data/rules/: laws and their symbols, words, names. What
 * the state changes stands there, with its source and the day it took effect, not in the code. */
typedef struct _TdRuleSet TdRuleSet;

/* A document whose date or end of validity is known. */
typedef struct
{
  char *key; /* "61/2018/NĐ-CP" */
  char *type;
  char *date; /* ISO */
  char *issuer;
  char *until;       /* (nullable): first day it is no longer in force */
  char *replaced_by; /* (nullable): "Nghị định số 118/2025/NĐ-CP" */
} TdRuleDocument;

/* Words with what they should be, or with what is to say of them. */
typedef struct
{
  GRegex *pattern; /* (nullable): where the words are found */
  char *right;
  char *from; /* (nullable) ISO: from this day on */
} TdRulePhrase;

/* What a group of targets speaks of: all patterns must be found in the target's own words, and
 * around in these or in the sentence they were taken from. */
typedef struct
{
  char *key;
  GPtrArray *patterns; /* (element-type GRegex) */
  GRegex *around;      /* (nullable) */
} TdRuleSubject;

TdRuleSet *td_rule_set_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_rule_set_free (TdRuleSet *self);

const TdRuleDocument *td_rule_set_find_document (const TdRuleSet *self, const char *key);
gboolean td_rule_set_is_listed (const TdRuleSet *self, const char *list, const char *word);
const GPtrArray *td_rule_set_list (const TdRuleSet *self, const char *list);
const char *td_rule_set_right_compound (const TdRuleSet *self, const char *kept);
gboolean td_rule_set_is_compound (const TdRuleSet *self, const char *words);
const GPtrArray *td_rule_set_confused (const TdRuleSet *self);
const GPtrArray *td_rule_set_ended_units (const TdRuleSet *self);
const GPtrArray *td_rule_set_variants (const TdRuleSet *self);
const GPtrArray *td_rule_set_names (const TdRuleSet *self);
const GPtrArray *td_rule_set_subjects (const TdRuleSet *self);
const GPtrArray *td_rule_set_scopes (const TdRuleSet *self);
const GPtrArray *td_rule_set_type_names (const TdRuleSet *self, const char *code);
const char *td_rule_set_right_code (const TdRuleSet *self, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdRuleSet, td_rule_set_free)

G_END_DECLS
