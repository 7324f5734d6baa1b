/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-name-table.h"

#include <string.h>

#include "td-text.h"

#define MAX_DISTANCE 2     /* letters a typing error may differ in */
#define MIN_TYPO_LENGTH 10 /* shorter names differ by so little on purpose */
#define NBSP "\xc2\xa0"
#define TYPO_SHARE 20 /* a typing error is so many times rarer */

struct _TdNameTable
{
  const TdDossierWords *words;
  GArray *variants;   /* (element-type TdNameVariant) */
  GArray *groups;     /* (element-type TdNameGroup) */
  GHashTable *by_key; /* key -> group + 1 */
  guint32 *slots;     /* open addressing: variant + 1 */
  guint32 n_slots;
};

static void
variant_clear (gpointer data)
{
  TdNameVariant *variant = data;

  g_free (variant->raw);
  g_free (variant->trimmed);
  g_free (variant->clean);
}

static void
group_clear (gpointer data)
{
  g_free (((TdNameGroup *) data)->key);
}

/**
 * td_name_table_new:
 * @words: words; must outlive the table
 *
 * Returns: (transfer full): an empty table
 */
TdNameTable *
td_name_table_new (const TdDossierWords *words)
{
  TdNameTable *self = g_new0 (TdNameTable, 1);

  self->words = words;
  self->variants = g_array_new (FALSE, TRUE, sizeof (TdNameVariant));
  g_array_set_clear_func (self->variants, variant_clear);
  self->groups = g_array_new (FALSE, TRUE, sizeof (TdNameGroup));
  g_array_set_clear_func (self->groups, group_clear);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->n_slots = 256;
  self->slots = g_new0 (guint32, self->n_slots);

  return self;
}

void
td_name_table_free (TdNameTable *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_key);
  g_array_unref (self->variants);
  g_array_unref (self->groups);
  g_free (self->slots);
  g_free (self);
}

static guint32
hash_bytes (const char *text, gsize length)
{
  guint64 h = 0x9E3779B97F4A7C15u ^ length;

  for (; length >= 8; text += 8, length -= 8)
    {
      guint64 word;

      memcpy (&word, text, 8);
      h = (h ^ word) * 0xFF51AFD7ED558CCDu;
      h ^= h >> 32;
    }
  for (gsize i = 0; i < length; i++)
    h = (h ^ (guchar) text[i]) * 0x100000001B3u;
  h ^= h >> 29;

  return (guint32) (h * 0xC4CEB9FE1A85EC53u >> 32);
}

static void
grow (TdNameTable *self)
{
  g_free (self->slots);
  self->n_slots *= 4;
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint32 i = 0; i < self->variants->len; i++)
    {
      const TdNameVariant *v = &g_array_index (self->variants, TdNameVariant, i);
      guint32 slot = hash_bytes (v->raw, v->raw_length) & (self->n_slots - 1);

      while (self->slots[slot] != 0)
        slot = (slot + 1) & (self->n_slots - 1);
      self->slots[slot] = i + 1;
    }
}

/**
 * td_cell_faults:
 * @text: bytes of a cell
 * @length: their number
 *
 * Returns: TdCellFault bits
 */
guint32
td_cell_faults (const char *text, gsize length)
{
  guint32 faults = 0;
  gboolean outer = FALSE;

  /* a no-break space at an end is a space at an end like others */
  for (; length >= 2 && memcmp (text + length - 2, NBSP, 2) == 0; length -= 2)
    outer = TRUE;
  for (; length >= 2 && memcmp (text, NBSP, 2) == 0; text += 2, length -= 2)
    outer = TRUE;
  if (length == 0)
    return 0;
  outer |= g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1]);
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      if (c == '\t')
        faults |= TD_CELL_FAULT_TAB;
      else if (c == 0xC2 && i + 1 < length && (guchar) text[i + 1] == 0xA0)
        faults |= TD_CELL_FAULT_NBSP;
      else if ((c == 0xCC || c == 0xCD) && i + 1 < length &&
               (c == 0xCC || (guchar) text[i + 1] <= 0xAF))
        faults |= TD_CELL_FAULT_NFD;
    }
  if (outer && !(faults & TD_CELL_FAULT_TAB))
    faults |= TD_CELL_FAULT_OUTER_SPACE;

  return faults;
}

/* NFC, plain spaces, no outer space; spaces inside stay as they are. */
static char *
trim (const char *clean_of, gsize length)
{
  g_autofree char *nfc = td_text_nfc (clean_of, (gssize) length);
  GString *out = g_string_sized_new (length);

  for (const char *p = nfc; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, c == 0xA0 || c == 0x202F || c == '\t' ? ' ' : c);
    }
  g_strstrip (out->str);

  return g_string_free (out, FALSE);
}

static guint32
group_for (TdNameTable *self, const char *clean, guint32 variant)
{
  g_autofree char *key = td_dossier_words_name_key (self->words, clean);
  guint32 found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, key));
  TdNameGroup group = { NULL, variant, 0, self->groups->len };

  if (found != 0)
    return found - 1;

  group.key = g_steal_pointer (&key);
  g_hash_table_insert (self->by_key, group.key, GUINT_TO_POINTER (self->groups->len + 1));
  g_array_append_val (self->groups, group);

  return self->groups->len - 1;
}

guint32
td_name_table_add (TdNameTable *self, const char *text, gsize length, gboolean *is_new)
{
  guint32 slot = hash_bytes (text, length) & (self->n_slots - 1);
  TdNameVariant variant = { 0 };

  for (; self->slots[slot] != 0; slot = (slot + 1) & (self->n_slots - 1))
    {
      TdNameVariant *v = &g_array_index (self->variants, TdNameVariant, self->slots[slot] - 1);

      if (v->raw_length == length && memcmp (v->raw, text, length) == 0)
        {
          v->count++;
          if (is_new != NULL)
            *is_new = FALSE;
          return self->slots[slot] - 1;
        }
    }

  variant.raw = g_strndup (text, length);
  variant.raw_length = length;
  variant.trimmed = trim (variant.raw, length);
  variant.clean = td_text_clean (variant.raw, (gssize) length);
  variant.faults = td_cell_faults (text, length);
  variant.count = 1;
  variant.group = group_for (self, variant.clean, self->variants->len);
  g_array_append_val (self->variants, variant);
  self->slots[slot] = self->variants->len;
  if (self->variants->len * 2 > self->n_slots)
    grow (self);
  if (is_new != NULL)
    *is_new = TRUE;

  return self->variants->len - 1;
}

guint32
td_name_table_n_variants (const TdNameTable *self)
{
  return self->variants->len;
}

TdNameVariant *
td_name_table_variant (TdNameTable *self, guint32 variant)
{
  return &g_array_index (self->variants, TdNameVariant, variant);
}

/* The group in the end: merged groups lead on. */
guint32
td_name_table_group (TdNameTable *self, guint32 variant)
{
  guint32 group = td_name_table_variant (self, variant)->group;

  while (g_array_index (self->groups, TdNameGroup, group).into != group)
    group = g_array_index (self->groups, TdNameGroup, group).into;

  return group;
}

const char *
td_name_table_canonical (TdNameTable *self, guint32 variant)
{
  const TdNameGroup *group =
      &g_array_index (self->groups, TdNameGroup, td_name_table_group (self, variant));

  return td_name_table_variant (self, group->canonical)->clean;
}

/**
 * td_name_table_is_misspelt:
 * @self: a settled table
 * @variant: a variant
 *
 * Returns: whether it is not written as most are, apart from what td_cell_faults() tells
 */
gboolean
td_name_table_is_misspelt (TdNameTable *self, guint32 variant)
{
  return !g_str_equal (td_name_table_variant (self, variant)->trimmed,
                       td_name_table_canonical (self, variant));
}

/**
 * td_name_table_prefer:
 * @self: a table, before it is settled
 * @name: a name the workspace has already
 *
 * Its spelling wins over all others.
 */
void
td_name_table_prefer (TdNameTable *self, const char *name)
{
  guint32 variant = td_name_table_add (self, name, strlen (name), NULL);

  td_name_table_variant (self, variant)->count += G_MAXUINT32 / 4;
}

/* Letters in which two texts differ, at most MAX_DISTANCE + 1. Differences of digits do not count
 * as typing errors: "mức độ 1" is not "mức độ 2". */
static guint
distance (const char *a, const char *b)
{
  gsize n = strlen (a), m = strlen (b);
  guint row[512];

  if (n >= G_N_ELEMENTS (row) || m >= G_N_ELEMENTS (row) || (n > m ? n - m : m - n) > MAX_DISTANCE)
    return MAX_DISTANCE + 1;

  for (gsize j = 0; j <= m; j++)
    row[j] = (guint) j;
  for (gsize i = 1; i <= n; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i;
      for (gsize j = 1; j <= m; j++)
        {
          guint above = row[j];
          gboolean digit = g_ascii_isdigit (a[i - 1]) || g_ascii_isdigit (b[j - 1]);
          guint change = a[i - 1] == b[j - 1] ? 0 : digit ? MAX_DISTANCE + 1 : 1;

          row[j] = MIN (MIN (row[j - 1], above) + 1, diagonal + change);
          diagonal = above;
        }
    }

  return row[m];
}

static gboolean
same_digits (const char *a, const char *b)
{
  for (;; a++, b++)
    {
      while (*a != '\0' && !g_ascii_isdigit (*a))
        a++;
      while (*b != '\0' && !g_ascii_isdigit (*b))
        b++;
      if (*a != *b)
        return FALSE;
      if (*a == '\0')
        return TRUE;
    }
}

static void
merge_typing_errors (TdNameTable *self)
{
  if (self->groups->len > 500) /* so many names are no list of areas */
    return;

  for (guint32 i = 0; i < self->groups->len; i++)
    {
      TdNameGroup *rare = &g_array_index (self->groups, TdNameGroup, i);

      if (strlen (rare->key) < MIN_TYPO_LENGTH)
        continue;
      for (guint32 j = 0; j < self->groups->len; j++)
        {
          TdNameGroup *common = &g_array_index (self->groups, TdNameGroup, j);

          if (i == j || common->into != j || rare->count > common->count / TYPO_SHARE ||
              !same_digits (rare->key, common->key) ||
              distance (rare->key, common->key) > MAX_DISTANCE)
            continue;
          rare->into = j;
          break;
        }
    }
}

/**
 * td_name_table_settle:
 * @self: a table
 * @merge_typing_errors: take names that nearly are a much more frequent one for it
 *
 * Decides for every name which spelling is right: the most frequent.
 */
void
td_name_table_settle (TdNameTable *self, gboolean merge)
{
  for (guint32 i = 0; i < self->groups->len; i++)
    g_array_index (self->groups, TdNameGroup, i).count = 0;
  for (guint32 i = 0; i < self->variants->len; i++)
    {
      const TdNameVariant *variant = td_name_table_variant (self, i);
      TdNameGroup *group = &g_array_index (self->groups, TdNameGroup, variant->group);

      group->count += variant->count;
    }
  /* spellings that differ in faults of the cell alone count together */
  for (guint32 g = 0; g < self->groups->len; g++)
    g_array_index (self->groups, TdNameGroup, g).canonical = G_MAXUINT32;
  for (guint32 i = 0; i < self->variants->len; i++)
    {
      const TdNameVariant *variant = td_name_table_variant (self, i);
      TdNameGroup *group = &g_array_index (self->groups, TdNameGroup, variant->group);

      if (group->canonical == G_MAXUINT32 ||
          variant->count > td_name_table_variant (self, group->canonical)->count)
        group->canonical = i;
    }
  if (merge)
    merge_typing_errors (self);
}
