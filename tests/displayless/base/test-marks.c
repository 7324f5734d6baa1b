/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-marks.h"

#define MARK(marks, i) ((const TdMark *) g_ptr_array_index ((marks), (i)))

static void
check_field (GPtrArray *marks, const char *expected)
{
  g_autofree char *field = td_marks_format (marks);

  g_assert_cmpstr (field, ==, expected);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *field, *kept;
  } cases[] = {
    { NULL, NULL },
    { "", NULL },
    { "b0+5", "b0+5" },
    { "b0+5 i7+3 l20+4=https%3A//example.vn n31+1=2",
      "b0+5 i7+3 l20+4=https%3A//example.vn n31+1=2" },
    { "i7+3 b0+5", "b0+5 i7+3" },
    { "b0+5 b5+2", "b0+7" },
    { "b0+5 b3+9", "b0+12" },
    { "b0+5 b6+2", "b0+5 b6+2" },
    { "l0+5=a l5+2=b", "l0+5=a l5+2=b" },
    { "l0+5=a l3+4=b", "l0+5=a l5+2=b" },
    { "l0+9=a l3+2=b", "l0+9=a" },
    { "l0+5=a l5+2=a", "l0+7=a" },
    { "b3+0", NULL },
    { "x1+2", NULL },
    { "b1", NULL },
    { "b1+", NULL },
    { "b-1+2", NULL },
    { "b+2", NULL },
    { "b99999999999+2", NULL },
    { "b1073741823+5", NULL },
    { "l0+2=%zz", NULL },
    { "l0+2=%00", NULL },
    { "l0+2=%ff", NULL },
    { "   b1+2   ", "b1+2" },
    { "b1+2x i1+2", "i1+2" },
    { "n1+1=a%20b", "n1+1=a%20b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) marks = td_marks_parse (cases[i].field);

      g_test_message ("%s", cases[i].field);
      check_field (marks, cases[i].kept);
    }
}

static void
test_edit (void)
{
  g_autoptr (GPtrArray) marks = td_marks_new ();
  g_autoptr (GPtrArray) slice = NULL;

  td_marks_add (marks, 'b', 2, 6, NULL);
  td_marks_remove (marks, 'b', 4, 2);
  check_field (marks, "b2+2 b6+2");
  td_marks_add (marks, 'l', 3, 4, "https://a.vn/b c");
  check_field (marks, "b2+2 l3+4=https%3A//a.vn/b%20c b6+2");
  g_assert_false (td_marks_cover (marks, 'b', 2, 6));
  td_marks_add (marks, 'b', 4, 2, NULL);
  g_assert_true (td_marks_cover (marks, 'b', 2, 6));
  g_assert_false (td_marks_cover (marks, 'b', 2, 0));
  g_assert_false (td_marks_cover (NULL, 'b', 2, 1));
  td_marks_text_inserted (marks, 2, 3);
  check_field (marks, "b5+6 l6+4=https%3A//a.vn/b%20c");
  td_marks_text_inserted (marks, 7, 1);
  check_field (marks, "b5+7 l6+5=https%3A//a.vn/b%20c");
  td_marks_text_deleted (marks, 0, 6);
  check_field (marks, "b0+6 l0+5=https%3A//a.vn/b%20c");
  slice = td_marks_slice (marks, 4, 10);
  check_field (slice, "b0+2 l0+1=https%3A//a.vn/b%20c");
  td_marks_clip (marks, 3);
  check_field (marks, "b0+3 l0+3=https%3A//a.vn/b%20c");
  td_marks_text_deleted (marks, 0, 99);
  check_field (marks, NULL);
}

/* Raised and lowered at once is neither. */
static void
test_scripts (void)
{
  g_autoptr (GPtrArray) marks = td_marks_new ();

  td_marks_add (marks, 's', 0, 4, NULL);
  td_marks_add (marks, 'd', 2, 4, NULL);
  check_field (marks, "s0+2 d2+4");
}

static void
check_invariants (GPtrArray *marks, guint text_length)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const TdMark *mark = MARK (marks, i);

      g_assert_cmpuint (mark->length, >, 0);
      g_assert_cmpuint (mark->start + mark->length, <=, text_length);
      g_assert_nonnull (strchr (TD_MARK_KINDS, mark->kind));
      if (i > 0)
        g_assert_true (
            MARK (marks, i - 1)->start < mark->start ||
            (MARK (marks, i - 1)->start == mark->start && MARK (marks, i - 1)->kind < mark->kind));
      for (guint j = 0; j < i; j++)
        {
          const TdMark *other = MARK (marks, j);
          guint end = other->start + other->length;

          if (other->kind != mark->kind)
            continue;
          g_assert_cmpuint (end, <=, mark->start);
          if (g_strcmp0 (other->argument, mark->argument) == 0)
            g_assert_cmpuint (end, <, mark->start);
        }
    }
}

/* The styling of every character, kept the plain way, to compare with. */
#define MAX_TEXT 64

typedef struct
{
  guint length;
  char styles[MAX_TEXT][8]; /* per kind: 0 or 1, of links the letter of the address */
} Model;

static int
kind_index (char kind)
{
  return (int) (strchr (TD_MARK_KINDS, kind) - TD_MARK_KINDS);
}

static void
model_edit (Model *model, GPtrArray *marks, GRand *rand)
{
  char kind = TD_MARK_KINDS[g_rand_int_range (rand, 0, 7)];
  char address[2] = { (char) ('a' + g_rand_int_range (rand, 0, 2)), '\0' };
  gboolean argued = kind == 'l' || kind == 'n';
  guint start = (guint) g_rand_int_range (rand, 0, (int) model->length + 1);
  guint length = (guint) g_rand_int_range (rand, 0, (int) (model->length - start) + 1);
  int act = g_rand_int_range (rand, 0, 5);

  if (act < 3)
    {
      for (guint i = start; i < start + length; i++)
        {
          model->styles[i][kind_index (kind)] = act == 0 ? 0 : argued ? *address : 1;
          if (act > 0 && (kind == 's' || kind == 'd'))
            model->styles[i][kind_index (kind == 's' ? 'd' : 's')] = 0;
        }
      if (act == 0)
        td_marks_remove (marks, kind, start, length);
      else
        td_marks_add (marks, kind, start, length, argued ? address : NULL);
    }
  else if (act == 3)
    {
      memmove (model->styles[start], model->styles[start + length],
               (model->length - start - length) * sizeof model->styles[0]);
      model->length -= length;
      td_marks_text_deleted (marks, start, length);
    }
}

static void
check_model (const Model *model, GPtrArray *marks)
{
  for (guint i = 0; i < model->length; i++)
    {
      for (guint k = 0; k < 7; k++)
        g_assert_cmpint (td_marks_cover (marks, TD_MARK_KINDS[k], i, 1), ==,
                         model->styles[i][k] != 0);
    }
}

/* Random edits keep the invariants, and the list says what the characters carry. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GPtrArray) marks = td_marks_new ();
      Model model = { MAX_TEXT, { { 0 } } };

      for (guint i = 0; i < 40; i++)
        {
          g_autofree char *field = NULL;
          g_autofree char *again = NULL;
          g_autoptr (GPtrArray) reread = NULL;

          model_edit (&model, marks, rand);
          check_invariants (marks, model.length);
          check_model (&model, marks);
          field = td_marks_format (marks);
          reread = td_marks_parse (field);
          again = td_marks_format (reread);
          g_assert_cmpstr (again, ==, field);
        }
    }
}

/* Insertions move what lies behind and change nothing before. */
static void
test_random_insert (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GPtrArray) marks = td_marks_new ();
      guint at = (guint) g_rand_int_range (rand, 0, MAX_TEXT),
            n = (guint) g_rand_int_range (rand, 1, 9);
      Model model = { MAX_TEXT, { { 0 } } };

      for (guint i = 0; i < 6; i++)
        model_edit (&model, marks, rand);
      at = MIN (at, model.length);
      td_marks_text_inserted (marks, at, n);
      check_invariants (marks, model.length + n);
      for (guint i = 0; i < model.length; i++)
        {
          for (guint k = 0; k < 7; k++)
            g_assert_cmpint (td_marks_cover (marks, TD_MARK_KINDS[k], i < at ? i : i + n, 1), ==,
                             model.styles[i][k] != 0);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/marks/parse", test_parse);
  g_test_add_func ("/base/marks/edit", test_edit);
  g_test_add_func ("/base/marks/scripts", test_scripts);
  g_test_add_func ("/base/marks/random", test_random);
  g_test_add_func ("/base/marks/random-insert", test_random_insert);

  return g_test_run ();
}
