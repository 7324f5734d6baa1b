/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "td-error.h"
#include "td-kind.h"

static const char *
sample (TdFieldType type)
{
  switch (type)
    {
    case TD_FIELD_TEXT:
      return "Kế hoạch “thử”\nhai dòng";
    case TD_FIELD_DATE:
      return "2026-02-28";
    case TD_FIELD_BOOL:
      return "1";
    case TD_FIELD_REAL:
      return "62.5";
    case TD_FIELD_INT:
      return "-9007199254740993";
    case TD_FIELD_REF:
    default:
      return "42";
    }
}

static const char *
wrong (TdFieldType type)
{
  switch (type)
    {
    case TD_FIELD_DATE:
      return "2026-02-30";
    case TD_FIELD_BOOL:
      return "yes";
    case TD_FIELD_REAL:
      return "1,5";
    case TD_FIELD_INT:
    case TD_FIELD_REF:
      return "12x";
    case TD_FIELD_TEXT:
    default:
      return NULL;
    }
}

/* Every field of every kind: text in, the same text out; the copy is equal and its own. */
static void
test_round_trip (void)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      const TdKindSpec *spec = td_kind_spec ((TdKind) kind);

      for (guint i = 0; i < spec->n_fields; i++)
        {
          const TdFieldSpec *field = &spec->fields[i];
          g_autoptr (GError) error = NULL;
          g_autofree char *text = NULL;
          gpointer row = td_row_new ((TdKind) kind);
          gpointer empty = td_row_new ((TdKind) kind);
          gpointer copy;

          g_test_message ("%s.%s", spec->name, field->name);
          g_assert_true (td_row_equal ((TdKind) kind, row, empty));
          g_assert_true (td_row_parse_field (row, field, sample (field->type), &error));
          g_assert_no_error (error);
          text = td_row_format_field (row, field);
          g_assert_cmpstr (text, ==, sample (field->type));
          g_assert_false (td_row_equal ((TdKind) kind, row, empty));
          copy = td_row_copy ((TdKind) kind, row);
          g_assert_true (td_row_equal ((TdKind) kind, row, copy));
          if (!(field->flags & TD_FIELD_REQUIRED))
            {
              g_assert_true (td_row_parse_field (copy, field, NULL, &error));
              g_assert_true (td_row_equal ((TdKind) kind, copy, empty));
            }
          td_row_free ((TdKind) kind, copy);
          td_row_free ((TdKind) kind, row);
          td_row_free ((TdKind) kind, empty);
        }
    }
}

/* A value of another type is refused and changes nothing. */
static void
test_wrong (void)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      const TdKindSpec *spec = td_kind_spec ((TdKind) kind);
      gpointer row = td_row_new ((TdKind) kind);
      gpointer empty = td_row_new ((TdKind) kind);

      for (guint i = 0; i < spec->n_fields; i++)
        {
          const TdFieldSpec *field = &spec->fields[i];
          g_autoptr (GError) error = NULL;

          if (wrong (field->type) != NULL)
            {
              g_assert_false (td_row_parse_field (row, field, wrong (field->type), &error));
              g_assert_error (error, TD_ERROR, TD_ERROR_USAGE);
              g_clear_error (&error);
            }
          if (field->flags & TD_FIELD_REQUIRED)
            {
              g_assert_false (td_row_parse_field (row, field, "", &error));
              g_assert_error (error, TD_ERROR, TD_ERROR_USAGE);
              g_assert_cmpstr (td_error_get_place (error), ==, field->name);
            }
        }
      g_assert_true (td_row_equal ((TdKind) kind, row, empty));
      td_row_free ((TdKind) kind, row);
      td_row_free ((TdKind) kind, empty);
    }
}

/* Texts are kept NFC, reals without a value are absent. */
static void
test_values (void)
{
  const TdKindSpec *spec = td_kind_spec (TD_KIND_TARGET);
  TdTargetRow *row = td_row_new (TD_KIND_TARGET);
  const TdFieldSpec *text = td_kind_find_field (spec, "text");

  g_assert_true (isnan (row->value));
  g_assert_null (td_row_format_field (row, td_kind_find_field (spec, "value")));
  g_assert_true (td_row_parse_field (row, text, "Co\u0302ng ta\u0301c", NULL));
  g_assert_cmpstr (row->text, ==, "Công tác");
  td_row_set_text (row, text, "");
  g_assert_null (row->text);
  td_row_free (TD_KIND_TARGET, row);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/row/round-trip", test_round_trip);
  g_test_add_func ("/model/row/wrong", test_wrong);
  g_test_add_func ("/model/row/values", test_values);

  return g_test_run ();
}
