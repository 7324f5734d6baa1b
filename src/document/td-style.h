/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "td-style-fields.h"

G_BEGIN_DECLS

/* The named style "nd30": every number of the layout, from Decree 30/2020/NĐ-CP, Annex I. All
 * members are doubles, declared and bounded in td-style-fields.h; those in millimetres end in _mm,
 * those in points in _pt. */
typedef struct
{
#define TD_STYLE_MEMBER(member, ...) double member;
  TD_STYLE_FIELDS (TD_STYLE_MEMBER)
#undef TD_STYLE_MEMBER
} TdStyle;

/**
 * TdStyleRule:
 * @id: "nd30-margin-left"
 * @place: where Annex I says it: "I.3"; "" for a rule of the house (ids "td-…")
 * @offset: of the member in #TdStyle
 * @value: what the style uses
 * @minimum: the least the decree allows
 * @maximum: the most it allows
 * @unit: "mm", "pt", "" for a ratio, count or switch
 * @text: what it is, for people; untranslated, mark it with _() when shown
 */
typedef struct
{
  const char *id;
  const char *place;
  gsize offset;
  double value, minimum, maximum;
  const char *unit;
  const char *text;
} TdStyleRule;

const TdStyle *td_style_nd30 (void);
TdStyle *td_style_copy (const TdStyle *style) G_GNUC_WARN_UNUSED_RESULT;
const TdStyleRule *td_style_rules (guint *n_rules);
const TdStyleRule *td_style_find_rule (const char *id);
double td_style_get (const TdStyle *style, const TdStyleRule *rule);
void td_style_set (TdStyle *style, const TdStyleRule *rule, double value);
GPtrArray *td_style_violations (const TdStyle *style) G_GNUC_WARN_UNUSED_RESULT;

const char *td_style_font_family (void);
char *td_style_font_notice (void);

G_END_DECLS
