/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The named style "nd30": every number of the layout. Source: Decree 30/2020/NĐ-CP, Annex I. The
 * members are all doubles so that td_style_rules() can name each one with its legal bounds.
 * Suffixes: _mm millimetres, _pt points, _factor and _share ratios, _flag 0 or 1. */
typedef struct
{
  /* page */
  double page_width_mm, page_height_mm;
  double margin_top_mm, margin_bottom_mm, margin_left_mm, margin_right_mm;
  double page_number_pt, page_number_first_flag, page_number_offset_share;
  /* ô 1 and 2 */
  double nation_pt, motto_pt, motto_rule_factor;
  double parent_pt, agency_pt, agency_rule_factor;
  double header_left_start_share, header_left_end_share;
  double header_right_start_share, header_right_end_share;
  double header_overhang_mm, header_line_factor;
  /* ô 3, 4 and 5 */
  double number_pt, date_pt, date_minimum_pt;
  double kind_pt, title_pt, title_rule_factor, letter_subject_pt, letter_subject_gap_pt;
  double addressee_pt;
  /* ô 6 */
  double body_pt, body_indent_mm, body_space_pt, body_line_factor, body_justify_flag;
  double legal_basis_pt, legal_basis_italic_flag;
  double chapter_pt, section_pt, item_pt, point_pt;
  double widow_lines, orphan_lines;
  double footnote_pt;
  /* ô 7, 8 and 9 */
  double signer_title_pt, signer_name_pt, signature_space_mm, signature_start_share;
  double recipients_label_pt, recipients_pt, drafter_pt;
  double signature_keep_lines;
  /* ô 10, 11 and 13 */
  double urgency_pt, urgency_height_mm, urgent_width_mm, express_width_mm, top_urgent_width_mm;
  double circulation_pt, secrecy_pt, contact_pt;
  /* annexes */
  double annex_label_pt, annex_title_pt, annex_reference_pt, annex_rule_factor, annex_number_start;
  double table_pt, table_padding_mm, table_border_pt, table_line_factor;
  /* rules */
  double rule_width_pt;
} TdStyle;

/**
 * TdStyleRule:
 * @id: "nd30-margin-left"
 * @place: where Annex I says it: "I.3"
 * @offset: of the member in #TdStyle
 * @value: what the style uses
 * @minimum: the least the decree allows
 * @maximum: the most it allows
 * @unit: "mm", "pt", "" for a ratio
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
