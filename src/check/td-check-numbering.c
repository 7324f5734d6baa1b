/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-roman.h"
#include "td-text.h"

/* RULE nd30-I-V.6b: sections are numbered I. 1. a) in one run; letters in the order of the
 * Vietnamese alphabet (a b c d đ e g h i k ...). */

#define MAX_DEPTH 32

typedef enum
{
  COUNT_ROMAN,
  COUNT_ARABIC,
  COUNT_DECIMAL,
  COUNT_LETTER,
  COUNT_PAREN,
  N_COUNTS,
} Count;

/* A numbered thing: a section or a list item. */
typedef struct
{
  Count count;
  int value; /* -1: not a number of its kind: "f)" */
  gboolean is_section;
  char *
      prefix; /* (nullable): of a list item, what stands before its last figure: "2.1" of "2.1.3" */
  char *label; /* as printed, "VI." */
  char *place;
  TdKind kind;
  gint64 id;
  const char *field;
  const char *words;
} Item;

typedef struct
{
  TdCheck *check;
  GArray *items; /* (element-type Item): all of the body, for the rules about their marks */
} Body;

static void
item_clear (Item *item)
{
  g_free (item->prefix);
  g_free (item->label);
  g_free (item->place);
}

static int
tail_value (Count count, const char *number)
{
  const char *dot = strrchr (number, '.');
  const char *tail = dot != NULL ? dot + 1 : number;
  gint64 value;

  if (count == COUNT_LETTER)
    return g_utf8_strlen (number, -1) == 1 ? td_text_point_index (number) + 1 : 0;
  if (count == COUNT_ROMAN)
    return td_roman_parse (number, -1);

  return g_ascii_string_to_signed (tail, 10, 0, 9999, &value, NULL) ? (int) value : 0;
}

static char *
label_words (const Item *item)
{
  return item->words != NULL ? g_strdup_printf ("%s %s", item->label, item->words)
                             : g_strdup (item->label);
}

static TdFinding *
report (
    TdCheck *check, const Item *item, const char *rule, TdSeverity severity, const char *message)
{
  g_autofree char *words = label_words (item);
  TdFinding *finding =
      td_check_add (check, rule, severity, item->place, item->kind, item->id, words, "%s", message);

  finding->field = item->field;

  return finding;
}

static char *
format_value (Count count, int value)
{
  if (count == COUNT_ROMAN)
    return td_roman_format (value);
  if (count == COUNT_LETTER)
    return g_strdup (value <= TD_TEXT_N_POINTS ? td_text_point_letter (value - 1) : "?");

  return g_strdup_printf ("%d", value);
}

/* The number of @item does not follow the one before it. */
static void
report_step (TdCheck *check, const Item *item, int before)
{
  g_autofree char *expected = format_value (item->count, before + 1);
  g_autofree char *message = NULL;
  const char *rule = item->value > before ? "numbering-gap" : "numbering-order";

  if (item->value == before)
    {
      rule = "numbering-repeated";
      message = g_strdup_printf (_ ("The number “%s” is used twice in a row; expected %s."),
                                 item->label, expected);
    }
  else if (before == 0)
    message =
        g_strdup_printf (_ ("Numbering begins with “%s”, not with %s."), item->label, expected);
  else if (item->count == COUNT_LETTER && item->value == before + 2)
    {
      rule = "numbering-letter";
      message =
          g_strdup_printf (_ ("Letters follow the Vietnamese alphabet: “%s” is missing before "
                              "“%s”."),
                           expected, item->label);
    }
  else
    message = g_strdup_printf (_ ("The number “%s” does not follow; expected %s."), item->label,
                               expected);

  TdFinding *finding = report (check, item, rule, TD_SEVERITY_ERROR, message);
  if (item->is_section && g_strcmp0 (item->field, "label") == 0)
    td_finding_set_fix (finding, ""); /* numbered automatically, it follows by itself */
}

/* The count of one kind of numbers within a parent */
typedef struct
{
  int before;
  guint last;          /* index behind the last item */
  const Item *restart; /* an item that began again at 1 ... */
  int before_restart;  /* ... where the count had come to this */
} Run;

static void
report_letter (TdCheck *check, const Item *item)
{
  g_autofree char *message = g_strdup_printf (
      _ ("“%s” is not in the order of letters for points (a, b, c, d, đ, e, g, h, i, k …)."),
      item->label);

  report (check, item, "numbering-letter", TD_SEVERITY_ERROR, message);
}

/* A list may begin again, but not when the next item goes on with the old count. */
static gboolean
begins_again (const Run *run, const Item *item, gboolean adjacent)
{
  return run->before > 0 && item->value == 1 && !item->is_section && (run->before > 1 || !adjacent);
}

static void
check_value (TdCheck *check, const Item *item, Run *run, gboolean adjacent, int next)
{
  if (item->value <= 0)
    {
      if (item->count == COUNT_LETTER)
        report_letter (check, item);
      return;
    }
  if (run->restart != NULL && item->value == run->before_restart + 1 && item->value != 2)
    {
      report_step (check, run->restart, run->before_restart);
      run->restart = NULL;
    }
  else if (begins_again (run, item, adjacent))
    {
      run->restart = item;
      run->before_restart = run->before;
    }
  else
    {
      run->restart = NULL;
      if (item->value != run->before + 1)
        report_step (check, item, run->before);
    }
  run->before =
      run->restart == item ? item->value : td_check_settle_number (run->before, item->value, next);
}

/* The number of the next item of the kind of item @i, 0: none */
static int
next_value (GArray *items, guint i)
{
  const Item *here = &g_array_index (items, Item, i);

  for (i++; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);

      if (item->count == here->count)
        return g_strcmp0 (item->prefix, here->prefix) == 0 ? item->value : 0;
    }

  return 0;
}

/* Checks the numbered things of one parent in document order. */
static void
check_run (TdCheck *check, GArray *items)
{
  Run runs[N_COUNTS] = { { 0 } };
  const char *prefix = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      Run *run = &runs[item->count];

      if (item->count == COUNT_ROMAN || item->count == COUNT_ARABIC)
        runs[COUNT_LETTER] = runs[COUNT_PAREN] = (Run){ 0 };
      if (item->count == COUNT_DECIMAL && g_strcmp0 (item->prefix, prefix) != 0)
        {
          *run = (Run){ 0 };
          prefix = item->prefix;
        }
      check_value (check, item, run, run->last == i && i > 0, next_value (items, i));
      run->last = i + 1;
    }
}

static gboolean
count_of_style (const char *style, Count *count)
{
  static const struct
  {
    const char *style;
    Count count;
  } styles[] = {
    { "part", COUNT_ROMAN },    { "roman", COUNT_ROMAN },     { "arabic", COUNT_ARABIC },
    { "number", COUNT_ARABIC }, { "decimal", COUNT_DECIMAL }, { "letter", COUNT_LETTER },
    { "paren", COUNT_PAREN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      if (g_strcmp0 (styles[i].style, style) != 0)
        continue;
      *count = styles[i].count;
      return TRUE;
    }

  return FALSE;
}

/* "a)" -> "a", "(1)" -> "1", "1.2." -> "1.2" */
static char *
bare_label (const char *label)
{
  g_autofree char *clean = td_text_clean (label, -1);
  const char *start = clean + (*clean == '(' ? 1 : 0);
  gsize length = strlen (start);

  while (length > 0 && strchr (".)]:/- ", start[length - 1]) != NULL)
    length--;

  return g_strndup (start, length);
}

/* Takes what @item points to. */
static void
add_item (Body *body, GArray *run, Item item)
{
  g_array_append_val (run, item);
  item.prefix = g_strdup (item.prefix);
  item.label = g_strdup (item.label);
  item.place = g_strdup (item.place);
  g_array_append_val (body->items, item);
}

static void
add_block_item (Body *body, GArray *run, const TdBlockRow *block, const char *place)
{
  Item item = { .kind = TD_KIND_BLOCK, .id = block->row.id, .field = "marker" };
  g_autofree char *bare = NULL;
  const char *dot;

  if (block->marker == NULL || !count_of_style (block->marker_style, &item.count))
    return;
  bare = bare_label (block->marker);
  item.value = tail_value (item.count, bare);
  dot = strrchr (bare, '.');
  if (dot != NULL)
    {
      item.count = COUNT_DECIMAL;
      item.prefix = g_strndup (bare, (gsize) (dot - bare));
    }
  item.label = g_strdup (block->marker);
  item.place = g_strdup (place);
  item.words = block->text;
  add_item (body, run, item);
}

static void
add_section_item (Body *body, GArray *run, const TdSectionRow *section)
{
  Item item = { .kind = TD_KIND_SECTION, .id = section->row.id, .field = "label" };
  g_autofree char *number = NULL;

  if (!count_of_style (section->number_style, &item.count))
    return;
  number = td_plan_data_section_number (body->check->data, section);
  if (number == NULL)
    return;
  item.is_section = TRUE;
  item.value = tail_value (item.count, number);
  item.label = td_plan_data_section_label (body->check->data, section);
  item.place = td_plan_data_section_path (body->check->data, section);
  item.words = section->title;
  add_item (body, run, item);
}

static void
add_blocks (Body *body, GArray *run, GPtrArray *blocks, gint64 after, const char *place)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const TdBlockRow *block = g_ptr_array_index (blocks, i);

      if (block->after_section_id == after)
        add_block_item (body, run, block, place);
    }
}

/* "2.3." under "1." */
static void
check_prefix (Body *body, const TdSectionRow *parent, const TdSectionRow *section)
{
  g_autofree char *number = td_plan_data_section_number (body->check->data, section);
  g_autofree char *above = NULL;
  const char *dot = number != NULL ? strrchr (number, '.') : NULL;

  if (parent == NULL || dot == NULL || g_strcmp0 (section->number_style, "decimal") != 0)
    return;
  above = td_plan_data_section_number (body->check->data, parent);
  if (above == NULL || !g_ascii_isdigit (*above) ||
      (strlen (above) == (gsize) (dot - number) && strncmp (above, number, dot - number) == 0))
    return;

  g_autofree char *place = td_plan_data_section_path (body->check->data, section);
  g_autofree char *words = g_strdup_printf ("%s %s", number, section->title ? section->title : "");
  TdFinding *finding = td_check_add (
      body->check, "numbering-parent", TD_SEVERITY_ERROR, place, TD_KIND_SECTION, section->row.id,
      words, _ ("“%s” stands under “%s”: its first figures should be the same."), number, above);
  finding->field = "label";
  td_finding_set_fix (finding, "");
}

static void
walk (Body *body, const TdSectionRow *parent, guint depth)
{
  const TdPlanData *data = body->check->data;
  gint64 id = parent != NULL ? parent->row.id : 0;
  g_autoptr (GPtrArray) children = td_plan_data_child_sections (data, id);
  g_autoptr (GPtrArray) blocks = parent != NULL ? td_plan_data_section_blocks (data, id) : NULL;
  g_autoptr (GArray) run = g_array_new (FALSE, TRUE, sizeof (Item));
  g_autofree char *place = parent != NULL ? td_plan_data_section_path (data, parent) : NULL;

  g_array_set_clear_func (run, (GDestroyNotify) item_clear);
  if (blocks != NULL)
    add_blocks (body, run, blocks, 0, place);
  for (guint i = 0; i < children->len; i++)
    {
      const TdSectionRow *child = g_ptr_array_index (children, i);

      add_section_item (body, run, child);
      check_prefix (body, parent, child);
      if (blocks != NULL)
        add_blocks (body, run, blocks, child->row.id, place);
    }
  check_run (body->check, run);
  for (guint i = 0; i < children->len && depth < MAX_DEPTH; i++)
    walk (body, g_ptr_array_index (children, i), depth + 1);
}

static char
mark_of (const Item *item)
{
  g_autofree char *clean = td_text_clean (item->label, -1);
  gsize length = strlen (clean);

  return length > 0 && strchr (".)", clean[length - 1]) != NULL ? clean[length - 1] : '\0';
}

static gboolean
is_part (const Item *item)
{
  g_autofree char *clean = td_text_clean (item->label, -1);

  return g_utf8_strlen (clean, -1) > 6 || strchr (clean, ' ') != NULL;
}

/* The mark behind a number that most numbers of its kind have. */
static char
usual_mark (GArray *items, Count count)
{
  guint dots = 0, brackets = 0, none = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      char mark = mark_of (item);

      if (item->count != count)
        continue;
      dots += mark == '.';
      brackets += mark == ')';
      none += mark == '\0';
    }
  if (count == COUNT_ROMAN || (count == COUNT_ARABIC && dots >= brackets))
    return '.';
  if (count == COUNT_LETTER)
    return ')';
  if (count == COUNT_DECIMAL)
    return dots > 0 ? '.' : '\0';

  return dots >= brackets ? (dots > 0 ? '.' : '\0') : ')';
}

static void
check_mark (Body *body, const Item *item, char usual, gboolean *told)
{
  char mark = mark_of (item);
  g_autofree char *bare = bare_label (item->label);
  g_autofree char *right = g_strdup_printf ("%s%c", bare, usual);
  g_autofree char *message = NULL;
  TdFinding *finding;

  if (usual == '\0' || mark == usual || item->count == COUNT_PAREN || is_part (item))
    return;
  if (mark == '\0')
    message = g_strdup_printf (usual == '.' ? _ ("There is no dot behind the number: “%s”.")
                                            : _ ("There is no bracket behind the letter: “%s”."),
                               right);
  else if (!*told)
    message = g_strdup_printf (_ ("The number should be written “%s”."), right);
  else
    return;

  *told = *told || mark != '\0';
  finding = report (body->check, item, mark == '\0' ? "numbering-dot" : "numbering-mark",
                    mark == '\0' ? TD_SEVERITY_WARNING : TD_SEVERITY_HINT, message);
  td_finding_set_fix (finding, right);
}

static void
check_marks (Body *body)
{
  for (guint count = 0; count < N_COUNTS; count++)
    {
      char usual = usual_mark (body->items, (Count) count);
      gboolean told = FALSE;

      for (guint i = 0; i < body->items->len; i++)
        {
          const Item *item = &g_array_index (body->items, Item, i);

          if (item->count == count)
            check_mark (body, item, usual, &told);
        }
    }
}

/* A heading without a number among numbered ones. */
static void
check_missing (TdCheck *check)
{
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_SECTION); i++)
    {
      const TdSectionRow *section = td_plan_data_nth (check->data, TD_KIND_SECTION, i);
      g_autoptr (GPtrArray) siblings =
          td_plan_data_child_sections (check->data, section->parent_id);
      g_autofree char *number = td_plan_data_section_number (check->data, section);
      g_autofree char *place = NULL;
      guint numbered = 0;

      if (number != NULL || td_text_is_blank (section->title != NULL ? section->title : ""))
        continue;
      for (guint n = 0; n < siblings->len; n++)
        {
          g_autofree char *other =
              td_plan_data_section_number (check->data, g_ptr_array_index (siblings, n));
          numbered += other != NULL;
        }
      if (numbered < 2 || numbered + 1 < siblings->len)
        continue;
      place = td_plan_data_section_path (check->data, section);
      td_check_add (check, "numbering-missing", TD_SEVERITY_WARNING, place, TD_KIND_SECTION,
                    section->row.id, section->title,
                    _ ("This heading has no number; those beside it have one."));
    }
}

/**
 * td_check_numbering:
 * @check: a check
 *
 * Numbers of headings and list items: skipped, repeated, out of order, letters that are not
 * Vietnamese, figures of another parent, missing numbers and marks.
 */
void
td_check_numbering (TdCheck *check)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (Item));
  Body body = { check, items };

  g_array_set_clear_func (items, (GDestroyNotify) item_clear);
  walk (&body, NULL, 0);
  check_marks (&body);
  check_missing (check);
}
