/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-match.h"

#include <string.h>

#define N_SLOTS 24      /* blocks of rows kept unpacked, for looking at single ones */
#define FEW_IN 24       /* a search that finds so small a part of all starts from its names */
#define ANY 0xffffffffu /* of bits */

/* A block of rows, unpacked as far as it was needed */
typedef struct
{
  guint block;
  guint needed; /* bit per column */
  guint loaded; /* likewise; 0: the slot is empty */
  guint32 columns[TD_N_BLOCK_COLUMNS][TD_BLOCK_ROWS];
} Slot;

/* From, inclusive, to, exclusive */
typedef struct
{
  gint64 from, to;
} Range;

struct _TdDossierMatch
{
  TdConnection *connection;
  TdDossierIndex index;
  guint64 *fresh; /* bit for each dossier that is to be read from the table */
  guint needed;   /* bit per column */
  guint32 *summary;

  Range received, due, returned;
  gboolean in_hand; /* what was finished before in_hand_from is left out */
  gint64 in_hand_from;
  guint outcomes, channels, levels;
  guint8 states[2 * TD_BLOCK_PRESENT]; /* of each value of TD_BLOCK_STATE:
                                          whether it may match */
  gboolean judged;                     /* outcomes must be found out */
  guint8 *areas, *procedures, *units;  /* (nullable): TRUE by id */
  TdDossierFind *find;                 /* (nullable) */
  GHashTable *moved;                   /* (nullable): set of ids that do not stand still */
  gint64 as_of_day;
  TdCountMode mode;

  Slot *slots[N_SLOTS];
  guint last, next, n_loads;
};

/* Whether the index can answer: all but searches with a word of many. */
gboolean
td_dossier_match_can (const TdDossierFilter *filter)
{
  g_auto (GStrv) words = td_dossier_filter_words (filter);

  for (char **word = words; *word != NULL; word++)
    if (strchr (*word, ' ') != NULL)
      return FALSE;

  return TRUE;
}

void
td_dossier_match_free (TdDossierMatch *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < N_SLOTS; i++)
    g_free (self->slots[i]);
  g_free (self->fresh);
  g_free (self->summary);
  g_free (self->areas);
  g_free (self->procedures);
  g_free (self->units);
  td_dossier_find_free (self->find);
  g_clear_pointer (&self->moved, g_hash_table_unref);
  g_free (self);
}

static void
narrow (Range *range, gint64 from, gint64 to)
{
  range->from = MAX (range->from, from);
  range->to = MIN (range->to, to);
}

/* Names are few, and a column holds no id beyond what an index knows. */
static guint8 *
set_of (const GArray *ids)
{
  guint8 *set;

  if (ids == NULL || ids->len == 0)
    return NULL;
  set = g_new0 (guint8, TD_INDEX_MOST_NAMES + 1);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (id >= 0 && id <= TD_INDEX_MOST_NAMES)
        set[id] = TRUE;
    }

  return set;
}

static gboolean
in_set (const guint8 *set, guint32 id)
{
  return set == NULL || (id <= TD_INDEX_MOST_NAMES && set[id]);
}

static void
take_period (TdDossierMatch *self, const TdDossierFilter *filter)
{
  Range *basis = filter->basis == TD_DOSSIER_BASIS_RETURNED ? &self->returned
                 : filter->basis == TD_DOSSIER_BASIS_DUE    ? &self->due
                                                            : &self->received;

  if (filter->from_day != 0 && filter->basis == TD_DOSSIER_BASIS_HANDLED)
    {
      self->in_hand = TRUE;
      self->in_hand_from = filter->from_day * TD_DOSSIER_DAY;
    }
  else if (filter->from_day != 0)
    narrow (basis, filter->from_day * TD_DOSSIER_DAY, G_MAXINT64);
  if (filter->to_day != 0)
    narrow (basis, G_MININT64, (filter->to_day + 1) * TD_DOSSIER_DAY);
  if (filter->basis == TD_DOSSIER_BASIS_RETURNED && filter->from_day == 0)
    narrow (&self->returned, 1, G_MAXINT64);
}

static void
take_ranges (TdDossierMatch *self, const TdDossierFilter *filter)
{
  const Range all = { G_MININT64, G_MAXINT64 };

  self->received = self->due = self->returned = all;
  take_period (self, filter);
  if (filter->any_returned)
    narrow (&self->returned, filter->returned_from * TD_DOSSIER_DAY,
            (filter->returned_to + 1) * TD_DOSSIER_DAY);
  if (filter->any_due_from)
    narrow (&self->due, filter->due_from * TD_DOSSIER_DAY, G_MAXINT64);
  if (filter->any_due_to)
    narrow (&self->due, 1, (filter->due_to + 1) * TD_DOSSIER_DAY);
  if (filter->list == TD_DOSSIER_LIST_DUE_SOON)
    narrow (&self->due, filter->as_of_day * TD_DOSSIER_DAY,
            (filter->list_day + 1) * TD_DOSSIER_DAY);
  else if (filter->list == TD_DOSSIER_LIST_OVERDUE)
    narrow (&self->due, 1, filter->as_of_day * TD_DOSSIER_DAY);
  else if (filter->list == TD_DOSSIER_LIST_IDLE)
    narrow (&self->received, G_MININT64, (filter->list_day + 1) * TD_DOSSIER_DAY);
}

static gboolean
take_moved (TdDossierMatch *self, const TdDossierFilter *filter, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (TdStatement) statement = NULL;
  TdStep step;

  if (filter->list != TD_DOSSIER_LIST_IDLE)
    return TRUE;
  sql = td_dossier_filter_moved_sql (filter);
  statement = td_connection_prepare (self->connection, sql, error);
  if (statement == NULL)
    return FALSE;
  self->moved = g_hash_table_new (NULL, NULL);
  while ((step = td_statement_step (statement, error)) == TD_STEP_ROW)
    g_hash_table_add (self->moved, GSIZE_TO_POINTER ((gsize) td_statement_int (statement, 0)));

  return step == TD_STEP_DONE;
}

static gboolean
take_words (TdDossierMatch *self, const TdDossierFilter *filter, GError **error)
{
  g_auto (GStrv) all = td_dossier_filter_words (filter);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (char **word = all; *word != NULL; word++)
    if (**word != '\0')
      g_ptr_array_add (words, *word);
  if (words->len == 0)
    return TRUE;
  g_ptr_array_add (words, NULL);
  self->find = td_dossier_find_new (self->connection, &self->index, (char **) words->pdata, error);

  return self->find != NULL;
}

static gboolean
is_narrow (const Range *range)
{
  return range->from != G_MININT64 || range->to != G_MAXINT64;
}

/* Whether the outcomes that are asked for are told apart by the due day. Where
 * its id is all that is wanted of a dossier, it is enough to know whether it is
 * pending or has its result. */
static gboolean
needs_due (const TdDossierMatch *self)
{
  const guint resolved = 1u << TD_OUTCOME_EARLY | 1u << TD_OUTCOME_ON_TIME | 1u << TD_OUTCOME_LATE;
  const guint pending = 1u << TD_OUTCOME_PENDING_IN_TIME | 1u << TD_OUTCOME_PENDING_OVERDUE;
  guint r = self->outcomes & resolved, p = self->outcomes & pending;

  return (r != 0 && r != resolved) || (p != 0 && p != pending);
}

static guint
needed_columns (const TdDossierMatch *self, TdMatchUse use)
{
  guint needed = 1u << TD_BLOCK_STATE;

  if (use == TD_MATCH_ALL || is_narrow (&self->received) || self->in_hand)
    needed |= 1u << TD_BLOCK_RECEIVED;
  if (use == TD_MATCH_ALL)
    needed |= 1u << TD_BLOCK_RETURNED | 1u << TD_BLOCK_AREA | 1u << TD_BLOCK_PROCEDURE |
              1u << TD_BLOCK_UNIT;
  if (self->judged)
    needed |= 1u << TD_BLOCK_RETURNED;
  if (use == TD_MATCH_ALL || (self->judged && needs_due (self)))
    needed |= 1u << TD_BLOCK_DUE;
  if (is_narrow (&self->due))
    needed |= 1u << TD_BLOCK_DUE;
  if (is_narrow (&self->returned) || self->in_hand)
    needed |= 1u << TD_BLOCK_RETURNED;
  if (self->areas != NULL)
    needed |= 1u << TD_BLOCK_AREA;
  if (self->procedures != NULL)
    needed |= 1u << TD_BLOCK_PROCEDURE;
  if (self->units != NULL)
    needed |= 1u << TD_BLOCK_UNIT;
  if (self->find != NULL)
    needed |= 1u << TD_BLOCK_PROCEDURE | 1u << TD_BLOCK_APPLICANT;

  return needed;
}

static gboolean
read_summary (TdDossierMatch *self, GError **error)
{
  guint n_values = td_dossier_index_n_blocks (&self->index) * TD_SUMMARY_VALUES;
  guint n;

  self->summary = g_new0 (guint32, n_values + TD_BLOCK_ROWS);
  for (guint at = 0; at < n_values; at += TD_BLOCK_ROWS)
    if (!td_block_read (self->connection, self->index.generation, TD_BLOCK_SUMMARY,
                        at / TD_BLOCK_ROWS, self->summary + at, &n, error))
      return FALSE;

  return TRUE;
}

static void
note_states (TdDossierMatch *self)
{
  for (guint value = TD_BLOCK_PRESENT; value < G_N_ELEMENTS (self->states); value++)
    self->states[value] = (self->channels & 1u << TD_BLOCK_CHANNEL_OF (value)) != 0 &&
                          (self->levels & 1u << TD_BLOCK_LEVEL_OF (value)) != 0;
}

/**
 * td_dossier_match_new:
 * @connection: a connection, used until the match is freed
 * @index: the index in use
 * @fresh: (element-type gint64): dossiers the index does not know as they are:
 * none of them matches
 * @filter: which dossiers; td_dossier_match_can() must be true of it
 * @use: what is wanted of them
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the filter
 */
TdDossierMatch *
td_dossier_match_new (TdConnection *connection,
                      const TdDossierIndex *index,
                      const GArray *fresh,
                      const TdDossierFilter *filter,
                      TdMatchUse use,
                      GError **error)
{
  g_autoptr (TdDossierMatch) self = g_new0 (TdDossierMatch, 1);

  self->connection = connection;
  self->index = *index;
  self->as_of_day = filter->as_of_day;
  self->mode = filter->mode;
  self->channels = filter->channels != 0 ? filter->channels : ANY;
  self->levels = filter->levels != 0 ? filter->levels : ANY;
  self->outcomes = td_dossier_filter_outcomes (filter);
  if (self->outcomes == 0)
    self->outcomes = ANY;
  /* what counts is seen by its state and day of receipt alone */
  self->judged =
      use == TD_MATCH_ALL || (self->outcomes != ANY && self->outcomes != (1u << TD_N_OUTCOMES) - 1);
  self->areas = set_of (filter->areas);
  self->procedures = set_of (filter->procedures);
  self->units = set_of (filter->units);
  take_ranges (self, filter);
  self->fresh = td_dossier_index_new_bits (index);
  for (guint i = 0; i < fresh->len; i++)
    {
      gint64 id = g_array_index (fresh, gint64, i);

      if (id >= 0 && id <= index->top_id)
        self->fresh[id / 64] |= G_GUINT64_CONSTANT (1) << (id % 64);
    }
  if (!take_moved (self, filter, error) || !take_words (self, filter, error) ||
      !read_summary (self, error))
    return NULL;
  self->needed = needed_columns (self, use);
  note_states (self);

  return g_steal_pointer (&self);
}

/* Also of dossiers that match whatever their outcome is, whether they are
 * pending: for TD_DOSSIER_SORT_DAYS_LEFT */
void
td_dossier_match_judge (TdDossierMatch *self)
{
  self->judged = TRUE;
  self->needed |= 1u << TD_BLOCK_RETURNED;
}

/* What was received after today does not count; of most blocks it is noted that
 * there is none. */
static guint
needed_of (const TdDossierMatch *self, guint block)
{
  const guint32 *summary = self->summary + block * TD_SUMMARY_VALUES;
  gboolean later = summary[TD_SUMMARY_RECEIVED_MAX] / TD_DOSSIER_DAY > self->as_of_day;

  return self->needed | (later ? 1u << TD_BLOCK_RECEIVED : 0);
}

static gboolean
load (TdDossierMatch *self, Slot *slot, GError **error)
{
  slot->needed = needed_of (self, slot->block);
  for (guint kind = 0; kind < TD_N_BLOCK_COLUMNS; kind++)
    {
      guint n;

      if ((slot->needed & 1u << kind) == 0 || (slot->loaded & 1u << kind) != 0)
        continue;
      if (!td_block_read (self->connection, self->index.generation, (TdBlockKind) kind, slot->block,
                          slot->columns[kind], &n, error))
        return FALSE;
      memset (slot->columns[kind] + n, 0, (TD_BLOCK_ROWS - n) * sizeof (guint32));
      slot->loaded |= 1u << kind;
    }

  return TRUE;
}

static gboolean
in_range (const Range *range, gint64 value)
{
  return value >= range->from && value < range->to;
}

/* The outcome without the days, where only what counts is asked for */
static TdOutcome
counted (TdDossierMatch *self, guint state, guint32 received)
{
  return state == TD_DOSSIER_STATE_REGISTERED || state == TD_DOSSIER_STATE_NOT_ACCEPTED ||
                 received / TD_DOSSIER_DAY > self->as_of_day
             ? TD_OUTCOME_NOT_COUNTED
             : TD_OUTCOME_EARLY;
}

static gboolean
is_in_hand (const TdDossierMatch *self, guint state, guint32 received, guint32 returned)
{
  return returned >= self->in_hand_from ||
         (returned == 0 &&
          (received >= self->in_hand_from ||
           (state != TD_DOSSIER_STATE_WITHDRAWN && state != TD_DOSSIER_STATE_REFUSED)));
}

static gboolean
test_row (TdDossierMatch *self, const Slot *slot, guint i, TdDossierHit *hit)
{
#define VALUE(kind) (slot->columns[kind][i])
  guint32 state = VALUE (TD_BLOCK_STATE);

  hit->id = slot->block * TD_BLOCK_ROWS + i;
  if (state >= G_N_ELEMENTS (self->states) || !self->states[state])
    return FALSE;
  hit->area = self->needed & 1u << TD_BLOCK_AREA ? VALUE (TD_BLOCK_AREA) : 0;
  hit->procedure = self->needed & 1u << TD_BLOCK_PROCEDURE ? VALUE (TD_BLOCK_PROCEDURE) : 0;
  hit->unit = self->needed & 1u << TD_BLOCK_UNIT ? VALUE (TD_BLOCK_UNIT) : 0;
  if (!in_set (self->areas, hit->area) || !in_set (self->procedures, hit->procedure) ||
      !in_set (self->units, hit->unit))
    return FALSE;
  hit->received = slot->needed & 1u << TD_BLOCK_RECEIVED ? VALUE (TD_BLOCK_RECEIVED) : 0;
  hit->channel = (guint8) TD_BLOCK_CHANNEL_OF (state);
  hit->level = (guint8) TD_BLOCK_LEVEL_OF (state);
  state = TD_BLOCK_STATE_OF (state);
  /* what the filter needs not was not read, and its range is all */
  hit->returned = self->needed & 1u << TD_BLOCK_RETURNED ? VALUE (TD_BLOCK_RETURNED) : 0;
  if (!in_range (&self->received, hit->received) || !in_range (&self->returned, hit->returned) ||
      ((self->needed & 1u << TD_BLOCK_DUE) != 0 && !in_range (&self->due, VALUE (TD_BLOCK_DUE))) ||
      (self->in_hand && !is_in_hand (self, state, hit->received, hit->returned)))
    return FALSE;
  hit->outcome =
      self->judged
          ? td_dossier_outcome ((TdDossierState) state, hit->received,
                                self->needed & 1u << TD_BLOCK_DUE ? VALUE (TD_BLOCK_DUE) : 0,
                                hit->returned, self->as_of_day, self->mode)
          : counted (self, state, hit->received);
  if ((self->outcomes & 1u << hit->outcome) == 0)
    return FALSE;

  return (self->moved == NULL ||
          !g_hash_table_contains (self->moved, GSIZE_TO_POINTER ((gsize) hit->id))) &&
         (self->find == NULL ||
          td_dossier_find_test (self->find, hit->id, hit->procedure, VALUE (TD_BLOCK_APPLICANT)));
#undef VALUE
}

static gboolean
is_fresh (const TdDossierMatch *self, guint32 id)
{
  return self->fresh[id / 64] >> (id % 64) & 1;
}

/* Whether no dossier of a block can match, seen from what is noted of it. */
static gboolean
is_out (const TdDossierMatch *self, guint block)
{
  const guint open = 1u << TD_OUTCOME_PENDING_IN_TIME | 1u << TD_OUTCOME_PENDING_OVERDUE;
  const guint32 *s = self->summary + block * TD_SUMMARY_VALUES;
  gboolean all_returned = s[TD_SUMMARY_UNRETURNED] == 0;

  return s[TD_SUMMARY_ROWS] == 0 || s[TD_SUMMARY_RECEIVED_MIN] >= self->received.to ||
         s[TD_SUMMARY_RECEIVED_MAX] < self->received.from ||
         s[TD_SUMMARY_RETURNED_MAX] < self->returned.from ||
         (self->in_hand && all_returned && s[TD_SUMMARY_RETURNED_MAX] < self->in_hand_from) ||
         (all_returned && (self->outcomes & ~open) == 0 &&
          s[TD_SUMMARY_RETURNED_MAX] / TD_DOSSIER_DAY <= self->as_of_day) ||
         (self->outcomes == (1u << TD_N_OUTCOMES) - 1 &&
          s[TD_SUMMARY_RECEIVED_MIN] / TD_DOSSIER_DAY > self->as_of_day);
}

static void
mark_set (const Slot *slot, TdBlockKind kind, const guint8 *set, guint8 *marks)
{
  const guint32 *values = slot->columns[kind];

  for (guint i = 0; set != NULL && i < TD_BLOCK_ROWS; i++)
    marks[i] &= values[i] <= TD_INDEX_MOST_NAMES ? set[values[i]] : 0;
}

/* Marks the rows of a block that may match, column by column, which takes less
 * than row by row; of those test_row() says it. */
static void
mark_rows (const TdDossierMatch *self, const Slot *slot, guint8 *marks)
{
  const guint late =
      1u << TD_OUTCOME_LATE | 1u << TD_OUTCOME_PENDING_IN_TIME | 1u << TD_OUTCOME_PENDING_OVERDUE;
  const gboolean by_due = (self->needed & 1u << TD_BLOCK_DUE) != 0;
  const gint64 tomorrow = (self->as_of_day + 1) * TD_DOSSIER_DAY;
  const guint32 *states = slot->columns[TD_BLOCK_STATE];
  const guint32 *due = slot->columns[TD_BLOCK_DUE];
  const guint32 *returned = slot->columns[TD_BLOCK_RETURNED];

  for (guint i = 0; i < TD_BLOCK_ROWS; i++)
    marks[i] = states[i] < G_N_ELEMENTS (self->states) ? self->states[states[i]] : 0;
  mark_set (slot, TD_BLOCK_AREA, self->areas, marks);
  mark_set (slot, TD_BLOCK_PROCEDURE, self->procedures, marks);
  mark_set (slot, TD_BLOCK_UNIT, self->units, marks);
  /* RULE on-time: what has its result by the due time is neither late nor
   * pending */
  if (self->judged && (self->outcomes & ~late) == 0)
    for (guint i = 0; i < TD_BLOCK_ROWS; i++)
      marks[i] &= returned[i] == 0 || returned[i] >= tomorrow || (by_due && returned[i] > due[i]);
}

static gboolean
each_candidate (
    TdDossierMatch *self, const GArray *ids, TdDossierHitFunc func, gpointer data, GError **error)
{
  if (td_dossier_find_needs_codes (self->find) &&
      !td_dossier_find_read_codes_of (self->find, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      TdDossierHit hit;
      gboolean matches;

      if (!td_dossier_match_test (self, g_array_index (ids, guint32, i), &matches, &hit, error))
        return FALSE;
      if (matches)
        func (&hit, data);
    }

  return TRUE;
}

/**
 * td_dossier_match_each:
 * @self: a filter
 * @func: gets each dossier that matches, by id
 * @data: for @func
 * @error: return location
 *
 * Returns: FALSE with @error set
 */
gboolean
td_dossier_match_each (TdDossierMatch *self, TdDossierHitFunc func, gpointer data, GError **error)
{
  g_autofree Slot *slot = NULL;

  if (self->find != NULL)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
      GError *failure = NULL;

      if (td_dossier_find_candidates (self->find, self->index.n_rows / FEW_IN, ids, &failure))
        return each_candidate (self, ids, func, data, error);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      if (td_dossier_find_needs_codes (self->find) &&
          !td_dossier_find_read_codes (self->find, error))
        return FALSE;
    }

  slot = g_new (Slot, 1);
  for (guint block = 0; block < td_dossier_index_n_blocks (&self->index); block++)
    {
      guint8 marks[TD_BLOCK_ROWS];
      TdDossierHit hit;

      if (is_out (self, block))
        continue;
      slot->block = block;
      slot->loaded = 0;
      if (!load (self, slot, error))
        return FALSE;
      mark_rows (self, slot, marks);
      for (guint i = 0; i < TD_BLOCK_ROWS; i++)
        if (marks[i] && test_row (self, slot, i, &hit) && !is_fresh (self, hit.id))
          func (&hit, data);
    }

  return TRUE;
}

static Slot *
slot_for (TdDossierMatch *self, guint block, GError **error)
{
  Slot *slot = self->slots[self->last];

  if (slot != NULL && slot->loaded != 0 && slot->block == block)
    return slot;
  for (guint i = 0; i < N_SLOTS; i++)
    if (self->slots[i] != NULL && self->slots[i]->loaded != 0 && self->slots[i]->block == block)
      {
        self->last = i;
        return self->slots[i];
      }
  self->last = self->next++ % N_SLOTS;
  self->n_loads++;
  if (self->slots[self->last] == NULL)
    self->slots[self->last] = g_new (Slot, 1);
  slot = self->slots[self->last];
  slot->block = block;
  slot->loaded = 0;

  return load (self, slot, error) ? slot : NULL;
}

/**
 * td_dossier_match_test:
 * @self: a filter; words that may stand in codes are looked for there only when
 * those were read
 * @id: a dossier of the index
 * @matches: (out): whether it matches
 * @hit: (out): the dossier, when it does
 * @error: return location
 *
 * For some dossiers here and there; fast where they lie together.
 *
 * Returns: FALSE with @error set
 */
gboolean
td_dossier_match_test (
    TdDossierMatch *self, guint32 id, gboolean *matches, TdDossierHit *hit, GError **error)
{
  const Slot *slot;

  *matches = FALSE;
  if (!td_dossier_match_may (self, id))
    return TRUE;
  slot = slot_for (self, id / TD_BLOCK_ROWS, error);
  if (slot == NULL)
    return FALSE;
  *matches = test_row (self, slot, id % TD_BLOCK_ROWS, hit);

  return TRUE;
}

/* Whether a dossier of the index may match: FALSE is certain. */
gboolean
td_dossier_match_may (TdDossierMatch *self, guint32 id)
{
  return id <= self->index.top_id && !is_fresh (self, id) && !is_out (self, id / TD_BLOCK_ROWS);
}

/* How many blocks td_dossier_match_test() has unpacked: when they are many, it
 * is no shortcut. */
guint
td_dossier_match_get_n_loads (TdDossierMatch *self)
{
  return self->n_loads;
}

/* Returns: (nullable) (transfer none): the words that are searched for */
TdDossierFind *
td_dossier_match_get_find (TdDossierMatch *self)
{
  return self->find;
}
