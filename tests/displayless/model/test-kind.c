/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-kind.h"

static gsize
field_size (const TdFieldSpec *field)
{
  switch (field->type)
    {
    case TD_FIELD_TEXT:
    case TD_FIELD_DATE:
      return sizeof (char *);
    case TD_FIELD_BOOL:
      return sizeof (gboolean);
    case TD_FIELD_REAL:
      return sizeof (double);
    case TD_FIELD_INT:
    case TD_FIELD_REF:
    default:
      return sizeof (gint64);
    }
}

/* Offsets lie inside the row, behind the id, aligned, and no two fields share a byte. */
static void
test_layout (void)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      const TdKindSpec *spec = td_kind_spec ((TdKind) kind);
      g_autofree guint8 *used = g_malloc0 (spec->row_size);

      g_assert_cmpuint (spec->kind, ==, kind);
      for (guint i = 0; i < spec->n_fields; i++)
        {
          const TdFieldSpec *field = &spec->fields[i];
          gsize size = field_size (field);

          g_test_message ("%s.%s", spec->name, field->name);
          g_assert_cmpuint (field->offset, >=, sizeof (TdRow));
          g_assert_cmpuint (field->offset + size, <=, spec->row_size);
          g_assert_cmpuint (field->offset % size, ==, 0);
          for (gsize j = field->offset; j < field->offset + size; j++)
            g_assert_cmpuint (used[j]++, ==, 0);
        }
    }
}

static void
test_names (void)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      const TdKindSpec *spec = td_kind_spec ((TdKind) kind);
      g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
      g_autofree char *hyphened = g_strdelimit (g_strdup (spec->name), "_", '-');

      g_assert_true (g_hash_table_add (kinds, (gpointer) spec->name));
      g_assert_true (td_kind_spec_by_name (spec->name) == spec);
      g_assert_true (td_kind_spec_by_name (hyphened) == spec);
      g_assert_cmpstr (spec->label, !=, "");
      for (guint i = 0; i < spec->n_fields; i++)
        {
          const char *name = spec->fields[i].name;

          g_assert_true (g_hash_table_add (fields, (gpointer) name));
          g_assert_cmpuint (strspn (name, "abcdefghijklmnopqrstuvwxyz_0123456789"), ==,
                            strlen (name));
          g_assert_true (td_kind_find_field (spec, name) == &spec->fields[i]);
          g_assert_nonnull (spec->fields[i].label);
        }
    }
  g_assert_null (td_kind_spec_by_name ("nothing"));
  g_assert_null (td_kind_find_field (td_kind_spec (TD_KIND_TASK), "nothing"));
}

/* A kind refers to kinds before it or to itself: rows can be saved in the order of kinds. */
static void
test_order (void)
{
  for (guint kind = 0; kind < TD_N_KINDS; kind++)
    {
      const TdKindSpec *spec = td_kind_spec ((TdKind) kind);
      guint owners = 0;

      for (guint i = 0; i < spec->n_fields; i++)
        {
          const TdFieldSpec *field = &spec->fields[i];

          g_test_message ("%s.%s", spec->name, field->name);
          if (field->type == TD_FIELD_REF)
            g_assert_cmpuint (field->target, <=, kind);
          if (field->flags & TD_FIELD_OWNER)
            {
              g_assert_cmpuint (field->type, ==, TD_FIELD_REF);
              owners++;
            }
          if (field->flags & TD_FIELD_POSITION)
            g_assert_cmpuint (field->type, ==, TD_FIELD_INT);
          if (field->flags & (TD_FIELD_UID | TD_FIELD_SEARCHED))
            g_assert_cmpuint (field->type, ==, TD_FIELD_TEXT);
        }
      if (kind > TD_KIND_PLAN && kind <= TD_KIND_PLAN_FACT)
        g_assert_cmpuint (owners, >, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/kind/layout", test_layout);
  g_test_add_func ("/model/kind/names", test_names);
  g_test_add_func ("/model/kind/order", test_order);

  return g_test_run ();
}
