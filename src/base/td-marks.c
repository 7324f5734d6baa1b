/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-marks.h"

#include <string.h>

/* Longer texts and lists are refused when parsed, so that no sum can overflow. */
#define MAX_POSITION 0x3FFFFFFF
#define MAX_MARKS 100000
#define MAX_ARGUMENT 4096

#define MARK(marks, i) ((TdMark *) g_ptr_array_index ((marks), (i)))

static TdMark *
mark_new (char kind, guint start, guint length, const char *argument)
{
  TdMark *mark = g_new (TdMark, 1);

  mark->kind = kind;
  mark->start = start;
  mark->length = length;
  mark->argument = g_strdup (argument);

  return mark;
}

static guint
mark_end (const TdMark *mark)
{
  return mark->start + mark->length;
}

/**
 * td_mark_free:
 * @mark: (nullable) (transfer full): a mark
 */
void
td_mark_free (TdMark *mark)
{
  if (mark == NULL)
    return;
  g_free (mark->argument);
  g_free (mark);
}

/**
 * td_marks_new:
 *
 * Returns: (transfer full) (element-type TdMark): an empty mark list
 */
GPtrArray *
td_marks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) td_mark_free);
}

static int
compare_by_kind (gconstpointer a, gconstpointer b)
{
  const TdMark *x = *(TdMark *const *) a;
  const TdMark *y = *(TdMark *const *) b;

  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;

  return (x->start > y->start) - (x->start < y->start);
}

static int
compare_by_start (gconstpointer a, gconstpointer b)
{
  const TdMark *x = *(TdMark *const *) a;
  const TdMark *y = *(TdMark *const *) b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;

  return (x->kind > y->kind) - (x->kind < y->kind);
}

/* Joins @mark into @before where they are one, cuts it where they only overlap. */
static void
settle_pair (TdMark *before, TdMark *mark)
{
  if (before->kind != mark->kind || mark->start > mark_end (before))
    return;

  if (g_strcmp0 (before->argument, mark->argument) == 0)
    {
      before->length = MAX (mark_end (before), mark_end (mark)) - before->start;
      mark->length = 0;
    }
  else
    {
      guint end = MAX (mark_end (before), mark_end (mark));

      mark->start = mark_end (before);
      mark->length = end - mark->start;
    }
}

/* Restores the invariants after any change. Of two marks that overlap with different arguments the
 * one that starts first keeps its place. */
static void
settle (GPtrArray *marks)
{
  guint kept = 0;

  g_ptr_array_sort (marks, compare_by_kind);
  for (guint i = 0; i < marks->len; i++)
    {
      TdMark *mark = MARK (marks, i);

      if (kept > 0)
        settle_pair (MARK (marks, kept - 1), mark);
      if (mark->length == 0)
        continue;
      marks->pdata[i] = marks->pdata[kept];
      marks->pdata[kept++] = mark;
    }
  g_ptr_array_set_size (marks, (int) kept);
  g_ptr_array_sort (marks, compare_by_start);
}

static gboolean
parse_number (const char **text, guint *number)
{
  guint64 value = 0;
  const char *p = *text;

  for (; g_ascii_isdigit (*p); p++)
    {
      value = value * 10 + (guint64) (*p - '0');
      if (value > MAX_POSITION)
        return FALSE;
    }
  if (p == *text)
    return FALSE;
  *text = p;
  *number = (guint) value;

  return TRUE;
}

static TdMark *
parse_token (const char *token)
{
  const char *p = token + 1;
  g_autofree char *argument = NULL;
  guint start, length;

  if (*token == '\0' || strchr (TD_MARK_KINDS, *token) == NULL)
    return NULL;
  if (!parse_number (&p, &start) || *p++ != '+' || !parse_number (&p, &length))
    return NULL;
  if (start + length > MAX_POSITION || length == 0)
    return NULL;
  if (*p == '=')
    {
      argument = g_uri_unescape_string (p + 1, NULL);
      if (argument == NULL || strlen (argument) > MAX_ARGUMENT ||
          !g_utf8_validate (argument, -1, NULL))
        return NULL;
    }
  else if (*p != '\0')
    return NULL;

  return mark_new (*token, start, length, argument);
}

/**
 * td_marks_parse:
 * @marks: (nullable): a marks field
 *
 * Reads a marks field. Tokens that make no sense are left out and the rest is put in order, so that
 * the result keeps the invariants whatever was in the file.
 *
 * Returns: (transfer full) (element-type TdMark): the mark list
 */
GPtrArray *
td_marks_parse (const char *marks)
{
  GPtrArray *list = td_marks_new ();
  g_auto (GStrv) tokens = NULL;

  if (marks == NULL || *marks == '\0')
    return list;

  tokens = g_strsplit (marks, " ", MAX_MARKS);
  for (guint i = 0; tokens[i] != NULL; i++)
    {
      TdMark *mark = parse_token (tokens[i]);

      if (mark != NULL)
        g_ptr_array_add (list, mark);
    }
  settle (list);

  return list;
}

/**
 * td_marks_format:
 * @marks: (nullable) (element-type TdMark): a mark list
 *
 * Returns: (nullable) (transfer full): the marks field; NULL when there is no mark
 */
char *
td_marks_format (GPtrArray *marks)
{
  GString *text;

  if (marks == NULL || marks->len == 0)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < marks->len; i++)
    {
      const TdMark *mark = MARK (marks, i);

      g_string_append_printf (text, "%s%c%u+%u", i > 0 ? " " : "", mark->kind, mark->start,
                              mark->length);
      if (mark->argument != NULL)
        {
          g_string_append_c (text, '=');
          g_string_append_uri_escaped (text, mark->argument, "/", TRUE);
        }
    }

  return g_string_free (text, FALSE);
}

/* Takes the range out of one mark; what is left behind the range is returned. */
static TdMark *
cut (TdMark *mark, guint start, guint end)
{
  TdMark *rest = NULL;

  if (mark_end (mark) <= start || mark->start >= end)
    return NULL;
  if (mark_end (mark) > end)
    rest = mark_new (mark->kind, end, mark_end (mark) - end, mark->argument);
  mark->length = mark->start < start ? start - mark->start : 0;

  return rest;
}

static void
cut_all (GPtrArray *marks, char kind, guint start, guint end)
{
  guint n = marks->len;

  for (guint i = 0; i < n; i++)
    {
      TdMark *rest = MARK (marks, i)->kind == kind ? cut (MARK (marks, i), start, end) : NULL;

      if (rest != NULL)
        g_ptr_array_add (marks, rest);
    }
}

/**
 * td_marks_add:
 * @marks: (element-type TdMark): a mark list
 * @kind: one of TD_MARK_KINDS
 * @start: first character
 * @length: characters
 * @argument: (nullable): of a link or footnote reference
 *
 * Styles a range. What the range carried of the same kind is replaced; superscript and subscript
 * replace each other.
 */
void
td_marks_add (GPtrArray *marks, char kind, guint start, guint length, const char *argument)
{
  g_return_if_fail (marks != NULL && kind != '\0' && strchr (TD_MARK_KINDS, kind) != NULL);
  g_return_if_fail (start <= MAX_POSITION && length <= MAX_POSITION - start);

  if (length == 0)
    return;

  cut_all (marks, kind, start, start + length);
  if (kind == 's' || kind == 'd')
    cut_all (marks, kind == 's' ? 'd' : 's', start, start + length);
  g_ptr_array_add (marks, mark_new (kind, start, length, argument));
  settle (marks);
}

/**
 * td_marks_remove:
 * @marks: (element-type TdMark): a mark list
 * @kind: one of TD_MARK_KINDS
 * @start: first character
 * @length: characters
 *
 * Takes the styling @kind off a range.
 */
void
td_marks_remove (GPtrArray *marks, char kind, guint start, guint length)
{
  g_return_if_fail (marks != NULL);
  g_return_if_fail (start <= MAX_POSITION && length <= MAX_POSITION - start);

  cut_all (marks, kind, start, start + length);
  settle (marks);
}

/**
 * td_marks_cover:
 * @marks: (nullable) (element-type TdMark): a mark list
 * @kind: one of TD_MARK_KINDS
 * @start: first character
 * @length: characters
 *
 * Returns: whether every character of the range carries @kind; %FALSE for an empty range
 */
gboolean
td_marks_cover (GPtrArray *marks, char kind, guint start, guint length)
{
  guint reached = start;

  if (marks == NULL || length == 0 || start > MAX_POSITION || length > MAX_POSITION - start)
    return FALSE;

  for (guint i = 0; i < marks->len && reached < start + length; i++)
    {
      const TdMark *mark = MARK (marks, i);

      if (mark->kind == kind && mark->start <= reached && mark_end (mark) > reached)
        reached = mark_end (mark);
    }

  return reached >= start + length;
}

/**
 * td_marks_text_inserted:
 * @marks: (element-type TdMark): a mark list
 * @position: character before which text was put in
 * @length: characters put in
 *
 * Follows an insertion: a mark around the place grows, marks behind it move. Text put in at an edge
 * of a mark is outside of it.
 */
void
td_marks_text_inserted (GPtrArray *marks, guint position, guint length)
{
  g_return_if_fail (marks != NULL);
  g_return_if_fail (position <= MAX_POSITION && length <= MAX_POSITION - position);

  for (guint i = 0; i < marks->len; i++)
    {
      TdMark *mark = MARK (marks, i);

      if (mark->start >= position)
        mark->start += length;
      else if (mark_end (mark) > position)
        mark->length += length;
    }
  td_marks_clip (marks, MAX_POSITION);
}

/**
 * td_marks_text_deleted:
 * @marks: (element-type TdMark): a mark list
 * @position: first character taken out
 * @length: characters taken out
 *
 * Follows a deletion: marks shrink, vanish, move, and join where they now touch.
 */
void
td_marks_text_deleted (GPtrArray *marks, guint position, guint length)
{
  g_return_if_fail (marks != NULL);
  g_return_if_fail (position <= MAX_POSITION && length <= MAX_POSITION - position);

  for (guint i = 0; i < marks->len; i++)
    {
      TdMark *mark = MARK (marks, i);
      guint start = mark->start, end = mark_end (mark);

      start = start <= position ? start : start - MIN (length, start - position);
      end = end <= position ? end : end - MIN (length, end - position);
      mark->start = start;
      mark->length = end - start;
    }
  settle (marks);
}

/**
 * td_marks_slice:
 * @marks: (nullable) (element-type TdMark): a mark list
 * @start: first character
 * @length: characters
 *
 * Returns: (transfer full) (element-type TdMark): the marks of that part of the text, counted from
 *   its beginning
 */
GPtrArray *
td_marks_slice (GPtrArray *marks, guint start, guint length)
{
  GPtrArray *slice = td_marks_new ();
  guint end;

  g_return_val_if_fail (start <= MAX_POSITION, slice);

  end = start + MIN (length, MAX_POSITION - start);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const TdMark *mark = MARK (marks, i);
      guint from = MAX (mark->start, start), to = MIN (mark_end (mark), end);

      if (from < to)
        g_ptr_array_add (slice, mark_new (mark->kind, from - start, to - from, mark->argument));
    }
  settle (slice);

  return slice;
}

/**
 * td_marks_clip:
 * @marks: (element-type TdMark): a mark list
 * @text_length: characters of the text
 *
 * Cuts off what lies behind the end of the text.
 */
void
td_marks_clip (GPtrArray *marks, guint text_length)
{
  g_return_if_fail (marks != NULL);

  for (guint i = 0; i < marks->len; i++)
    {
      TdMark *mark = MARK (marks, i);

      if (mark->start >= text_length)
        mark->length = 0;
      else if (mark->length > text_length - mark->start)
        mark->length = text_length - mark->start;
    }
  settle (marks);
}
