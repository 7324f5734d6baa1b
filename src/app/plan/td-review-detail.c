/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "td-plan-fix.h"
#include "td-review-item.h"

/* The second lines of the review: what was understood of the words above them. */

static char *
join_units (const TdPlanData *data, gint64 task_id, const char *role)
{
  g_autoptr (GPtrArray) units = td_plan_data_task_units (data, task_id, role);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < units->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                            ((const TdTaskUnitRow *) g_ptr_array_index (units, i))->text);

  return g_string_free (text, text->len == 0);
}

static void
add_part (GString *text, const char *separator, const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (text, "%s%s: %s", text->len > 0 ? separator : "", label, value);
}

static char *
task_detail (const TdPlanData *data, const TdTaskRow *task)
{
  g_autofree char *lead = join_units (data, task->row.id, "lead");
  g_autofree char *coordinating = join_units (data, task->row.id, "coordinating");
  g_autofree char *meaning = td_plan_fix_explain_deadline (data, task);
  g_autoptr (GPtrArray) products = td_plan_data_task_products (data, task->row.id);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < products->len; i++)
    {
      const TdTaskProductRow *product = g_ptr_array_index (products, i);

      if (i == 0)
        add_part (text, "\n", _ ("Products"), product->text);
      else
        g_string_append_printf (text, "; %s", product->text);
    }
  add_part (text, "\n", _ ("Lead"), lead);
  add_part (text, lead != NULL ? " · " : "\n", _ ("Coordinating"), coordinating);
  if (meaning != NULL)
    g_string_append_printf (text, "%s%s: %s · %s", text->len > 0 ? "\n" : "", _ ("Deadline"),
                            task->deadline_text, meaning);

  return g_string_free (text, text->len == 0);
}

static char *
target_detail (const TdTargetRow *target)
{
  GString *text = g_string_new (NULL);

  if (!isnan (target->value))
    g_string_append_printf (text, "%s %g %s", target->comparator != NULL ? target->comparator : "",
                            target->value,
                            target->measure_unit != NULL ? target->measure_unit : "");
  if (target->target_year > 0)
    g_string_append_printf (text, "%s%s %d", text->len > 0 ? " · " : "", _ ("year"),
                            (int) target->target_year);
  g_strstrip (text->str);
  text->len = strlen (text->str);

  return g_string_free (text, text->len == 0);
}

static char *
signatory_detail (const TdSignatoryRow *signatory)
{
  g_autofree char *text =
      g_strdup_printf ("%s%s%s%s%s", signatory->prefix != NULL ? signatory->prefix : "",
                       signatory->prefix != NULL ? " " : "",
                       signatory->on_behalf_of != NULL ? signatory->on_behalf_of : "",
                       signatory->on_behalf_of != NULL ? " – " : "",
                       signatory->title != NULL ? signatory->title : "");

  return g_strdup (g_strdelimit (text, "\n", ' '));
}

static char *
basis_detail (const TdLegalBasisRow *basis)
{
  const char *parts[] = { basis->doc_type, basis->number, basis->date, basis->issuer };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
    }

  return g_string_free (text, text->len == 0);
}

/**
 * td_review_item_dup_detail:
 * @self: an item
 *
 * Returns: (nullable) (transfer full): what was understood of it
 */
char *
td_review_item_dup_detail (TdReviewItem *self)
{
  const TdPlanData *data = td_review_item_get_data (self);
  TdKind kind = td_review_item_get_kind (self);
  gconstpointer row =
      data != NULL ? td_plan_data_get (data, kind, td_review_item_get_id (self)) : NULL;

  switch (row != NULL ? (int) kind : -1)
    {
    case TD_KIND_LEGAL_BASIS:
      return basis_detail (row);
    case TD_KIND_TARGET:
      return target_detail (row);
    case TD_KIND_PLAN_COLUMN:
      return g_strdup_printf (_ ("holds: %s"),
                              td_review_role_name (((const TdPlanColumnRow *) row)->role));
    case TD_KIND_TASK:
      return task_detail (data, row);
    case TD_KIND_SIGNATORY:
      return signatory_detail (row);
    default:
      return NULL;
    }
}
