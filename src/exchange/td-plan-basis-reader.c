/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-basis-reader.h"

#include <string.h>

#include "td-document-reference.h"
#include "td-pattern.h"
#include "td-plan-line.h"
#include "td-text.h"

#define KINDS                                                                                                                     \
  "Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|" \
  "Kế hoạch|Kết luận|Công văn|Công điện|Báo cáo|Chương trình hành động|Chương trình|Quy định|"       \
  "Đề án|Tờ trình|Thông báo|Hướng dẫn|Quy chế|Chiến lược|Văn bản|Kết quả"

TD_PATTERN (verb_pattern,
            "^(căn cứ(?: vào)?|tiếp tục (?:thực hiện|triển khai)|triển khai thực hiện|thực "
            "hiện|triển khai|quán "
            "triệt(?: và thực hiện)?|xét(?: đề nghị của)?|theo|để (?:thực hiện|triển khai)|nhằm "
            "(?:thực hiện|triển "
            "khai)|trên cơ sở)\\s+(?=\\S)")
TD_PATTERN (kind_pattern, "(?:^|[^\\p{L}])(" KINDS ")(?![\\p{L}])")
TD_PATTERN (kind_first_pattern, "^(?:các\\s+)?(?:" KINDS ")(?![\\p{L}])")
TD_PATTERN_EXACT (
    office_acts_pattern,
    "[,;]\\s*(?=(?:Sở|Phòng|Trường|Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Văn phòng|Giám "
    "đốc)[^,;]{0,120}?\\s"
    "(?:xây dựng|ban hành|thực hiện|triển khai|đề ra|lập|tổ chức|yêu cầu|hướng dẫn)\\b)")
TD_PATTERN (next_reference_pattern,
            "(?:,\\s*(?:và\\s+)?|\\s+và\\s+|,?\\s*nhằm[^;]*?\\s(?:thực hiện|triển "
            "khai)\\s+(?:thắng lợi|hiệu quả|tốt)?"
            "\\s*)(?=(?:" KINDS ")\\s+(?:số\\s+)?\\d)")
TD_PATTERN (issuer_pattern,
            "\\scủa\\s+((?:(?!\\s(?:về|ban hành|quy định|sửa đổi|lần thứ|nhiệm kỳ|giai "
            "đoạn|khóa|khoá)\\b|[,;.]).)+)")

TD_PATTERN (title_pattern,
            "\\s(?:về|ban hành|phê duyệt|triển khai|thực hiện|quy định|hướng dẫn)\\s")
TD_PATTERN (amended_pattern, "sửa đổi|thay thế|thi hành")
TD_PATTERN (purpose_pattern, "nhằm")

static char *
fetch_issuer (const char *text)
{
  g_autofree char *issuer = td_pattern_fetch (issuer_pattern (), text, 1);

  return issuer != NULL ? td_text_clean (issuer, -1) : NULL;
}

/* The document that a basis stands on: the one with a number, else the first one named. */
static void
read_reference (TdLegalBasisRow *basis)
{
  g_autoptr (GPtrArray) references = td_document_reference_find_all (basis->text);

  for (guint i = 0; references != NULL && i < references->len; i++)
    {
      const TdDocumentReference *reference = references->pdata[i];
      if (reference->number == NULL)
        continue;
      basis->doc_type = g_strdup (reference->doc_type);
      basis->number = g_strdup (reference->number);
      basis->date = g_strdup (reference->date);
      basis->issuer = g_strdup (reference->issuer);
      return;
    }

  basis->doc_type = td_pattern_fetch (kind_pattern (), basis->text, 1);
  basis->issuer = fetch_issuer (basis->text);
}

static void
add_basis (
    TdPlanData *data, const TdBlockRow *block, const char *verb, const char *text, gssize length)
{
  g_autofree char *clean = td_text_clean (text, length);

  td_plan_text_trim_end (clean, ";,.:");
  if (*clean == '\0' || !td_pattern_matches (kind_pattern (), clean))
    return;

  TdLegalBasisRow *basis = td_plan_data_add (data, TD_KIND_LEGAL_BASIS);
  basis->verb = g_strdup (verb);
  basis->text = g_steal_pointer (&clean);
  basis->block_id = block != NULL ? block->row.id : 0;
  read_reference (basis);
}

/* Whether the document named at @next is a basis of its own and no part of the title of the one
 * before it: that one has no title yet, or both are of one kind. */
static gboolean
is_own_basis (const char *before, const char *next, const char *joint)
{
  g_autofree char *kind = td_pattern_fetch (kind_pattern (), before, 1);
  g_autofree char *next_kind = td_pattern_fetch (kind_pattern (), next, 1);

  if (td_pattern_matches (purpose_pattern (), joint))
    return TRUE;
  if (td_pattern_matches (amended_pattern (), before))
    return FALSE;

  return !td_pattern_matches (title_pattern (), before) || td_text_equal_folded (kind, next_kind);
}

/* Adds the bases of one part between semicolons: "Nghị quyết số 1 ..., Kết luận số 2 ..." are two.
 */
static void
add_part (TdPlanData *data, const TdBlockRow *block, const char *verb, const char *part)
{
  const char *start = part;
  int from, to;

  while (td_pattern_matches (kind_first_pattern (), start) &&
         td_pattern_find (next_reference_pattern (), start, &from, &to))
    {
      g_autofree char *before = g_strndup (start, from);
      g_autofree char *joint = g_strndup (start + from, to - from);
      if (!is_own_basis (before, start + to, joint))
        break;
      add_basis (data, block, verb, start, from);
      start += to;
    }
  add_basis (data, block, verb, start, -1);
}

/**
 * td_plan_basis_reader_is_basis:
 * @text: a paragraph
 *
 * Returns: whether it begins as a legal basis does ("Căn cứ ...") and names a document
 */
gboolean
td_plan_basis_reader_is_basis (const char *text)
{
  return td_pattern_matches (verb_pattern (), text) && td_pattern_matches (kind_pattern (), text);
}

/**
 * td_plan_basis_reader_read:
 * @data: plan to fill
 * @block: a paragraph that begins as a legal basis does
 *
 * Adds the legal bases that a paragraph names: one, or several set apart by semicolons, each with
 * its own verb or the one before it. What the office itself then does is no basis.
 *
 * Returns: number of bases added
 */
guint
td_plan_basis_reader_read (TdPlanData *data, const TdBlockRow *block)
{
  guint before = td_plan_data_count (data, TD_KIND_LEGAL_BASIS);
  g_autofree char *text = g_strdup (block->text);
  g_autofree char *verb = NULL;
  int start, end;

  if (td_pattern_find (office_acts_pattern (), text, &start, &end))
    text[start] = '\0';

  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      g_autofree char *own = td_pattern_fetch (verb_pattern (), part, 1);

      if (own != NULL && td_pattern_find (verb_pattern (), part, &start, &end))
        {
          g_free (verb);
          verb = g_steal_pointer (&own);
          part += end;
        }
      add_part (data, block, verb, part);
    }

  return td_plan_data_count (data, TD_KIND_LEGAL_BASIS) - before;
}
