/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-style.h"

#include <glib/gi18n-lib.h>

#include "td-font-set.h"

#define TD_STYLE_VALUE(member, id, place, value, ...) .member = value,
static const TdStyle nd30 = { TD_STYLE_FIELDS (TD_STYLE_VALUE) };

#define TD_STYLE_RULE(member, id, place, value, minimum, maximum, unit, text)                      \
  { id, place, G_STRUCT_OFFSET (TdStyle, member), value, minimum, maximum, unit, text },
static const TdStyleRule rules[] = { TD_STYLE_FIELDS (TD_STYLE_RULE) };

/**
 * td_style_nd30:
 *
 * Returns: (transfer none): the style of Decree 30/2020/NĐ-CP, constant
 */
const TdStyle *
td_style_nd30 (void)
{
  return &nd30;
}

/**
 * td_style_copy:
 * @style: a style
 *
 * Returns: (transfer full): a style that may be changed; free it with g_free()
 */
TdStyle *
td_style_copy (const TdStyle *style)
{
  g_return_val_if_fail (style != NULL, NULL);

  return g_memdup2 (style, sizeof *style);
}

/**
 * td_style_rules:
 * @n_rules: (out): how many
 *
 * Returns: (transfer none) (array length=n_rules): all numbers of the style with their legal bounds
 */
const TdStyleRule *
td_style_rules (guint *n_rules)
{
  g_return_val_if_fail (n_rules != NULL, NULL);

  *n_rules = G_N_ELEMENTS (rules);
  return rules;
}

/**
 * td_style_find_rule:
 * @id: "nd30-margin-left"
 *
 * Returns: (transfer none) (nullable): the rule
 */
const TdStyleRule *
td_style_find_rule (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].id, id))
      return &rules[i];
  return NULL;
}

/**
 * td_style_get:
 * @style: a style
 * @rule: one of td_style_rules()
 *
 * Returns: the style's number, in the rule's unit
 */
double
td_style_get (const TdStyle *style, const TdStyleRule *rule)
{
  g_return_val_if_fail (style != NULL && rule != NULL, 0);

  return G_STRUCT_MEMBER (double, style, rule->offset);
}

/**
 * td_style_set:
 * @style: a style of td_style_copy()
 * @rule: one of td_style_rules()
 * @value: in the rule's unit; not clamped
 */
void
td_style_set (TdStyle *style, const TdStyleRule *rule, double value)
{
  g_return_if_fail (style != NULL && rule != NULL);

  G_STRUCT_MEMBER (double, style, rule->offset) = value;
}

/**
 * td_style_violations:
 * @style: a style
 *
 * Returns: (transfer full) (element-type TdStyleRule): the rules whose bounds it leaves; the
 * members are constant
 */
GPtrArray *
td_style_violations (const TdStyle *style)
{
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (style != NULL, found);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      double value = td_style_get (style, &rules[i]);

      if (!(value >= rules[i].minimum - 1e-6 && value <= rules[i].maximum + 1e-6))
        g_ptr_array_add (found, (gpointer) &rules[i]);
    }
  return found;
}

/**
 * td_style_font_family:
 *
 * Returns: the family that documents are set in: "Times New Roman", or "Liberation Serif" where
 * that is absent (RULE nd30-font)
 */
const char *
td_style_font_family (void)
{
  g_autoptr (TdFontSet) fonts = td_font_set_new ();

  return g_intern_string (td_font_set_get_family (fonts));
}

/**
 * td_style_font_notice:
 *
 * Returns: (transfer full) (nullable): one line for the user when the decree's font is not
 *   installed, otherwise %NULL
 */
char *
td_style_font_notice (void)
{
  g_autoptr (TdFontSet) fonts = td_font_set_new ();
  const char *family = td_font_set_get_family (fonts);

  if (g_str_equal (family, "Times New Roman"))
    return NULL;
  return g_strdup_printf (_ ("Times New Roman is not installed; documents use %s, which has the "
                             "same widths."),
                          family);
}
