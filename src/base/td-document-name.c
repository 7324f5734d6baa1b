/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-name.h"

#include <string.h>

/* Longer names exist on no document; the bound keeps a scan short whatever the text is. */
#define MAX_WORDS 18
#define MAX_LOWER_RUN 5
#define MAX_LAW_LOWER_RUN 10
/* "Giáo dục": a capital and the lower-case syllable of its word. */
#define TRUSTED_LOWER_RUN 2

/* Words that end a name, as they stand in lower case after it. */
static const char *const stops[] = {
  "về",        "ngày",      "năm",        "ban hành",  "quy định",  "quyết định", "phê duyệt",
  "hướng dẫn", "sửa đổi",   "triển khai", "thực hiện", "tổ chức",   "đã",         "được",
  "trong",     "tại",       "theo",       "nhằm",      "để",        "là",         "có",
  "đến",       "giai đoạn", "với",        "từ",        "khi",       "như",        "cho",
  "này",       "nêu",       "kèm",        "gửi",       "trên",      "do",         "đề ra",
  "lần",       "khóa",      "khoá",       "nhiệm kỳ",  "tới",       "phải",       "sẽ",
  "chỉ đạo",   "yêu cầu",   "giao",       "thông qua", "cần",       "các",        "những",
  "hiện hành", "hiện nay",  "liên quan",  "vào",       "bằng",      "ở",          "không",
  "đối với",   "thay thế",  "tiếp tục",   "đẩy mạnh",  "nâng cao",  "tăng cường", "đảm bảo",
  "bảo đảm",   "công bố",   "kiểm tra",   "nay",       "mà",        "thì",        "cùng",
  "số",        "của",       "quyết",      "đang",      "trước",     "sau",        "hoặc",
  "hay",       "thuộc",     "trình",      "cũng",      "đồng thời", "gồm",        "bao gồm",
};

/* What may stand in lower case at the beginning of an agency. */
static const char *const agency_starts[] = {
  "tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "liên ",
};

/* What may follow a comma inside a name. */
static const char *const agency_commas[] = { "Thể thao", "Khoa giáo", "Thông tin và" };
static const char *const law_commas[] = {
  "công chức", "viên chức",   "khen thưởng", "chống",    "chữa cháy",  "bổ sung",
  "sử dụng",   "kháng chiến", "bảo vệ",      "vật liệu", "kinh doanh", "xuất cảnh",
  "quá cảnh",  "cư trú",      "phân bón",    "chế tạo",
};

/* Kinds of documents, folded to lower case: after "và" and dashes they begin the next citation. */
static const char *const types[] = {
  "nghị quyết", "nghị định", "quyết định", "thông tư",  "chỉ thị",      "kế hoạch",
  "kết luận",   "công văn",  "công điện",  "báo cáo",   "chương trình", "quy định",
  "đề án",      "tờ trình",  "thông báo",  "hướng dẫn", "luật",         "bộ luật",
  "pháp lệnh",  "văn bản",   "quy chế",    "phương án", "thông tri",
};

static gboolean
starts_with_word (const char *text, const char *phrase)
{
  gsize length = strlen (phrase);

  if (strncmp (text, phrase, length) != 0)
    return FALSE;

  return phrase[length - 1] == ' ' || !g_unichar_isalnum (g_utf8_get_char (text + length));
}

static gboolean
starts_with_any (const char *text, const char *const *phrases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (starts_with_word (text, phrases[i]))
        return TRUE;
    }

  return FALSE;
}

/**
 * td_document_name_is_type:
 * @text: UTF-8
 *
 * Returns: whether @text begins with a kind of document ("Kế hoạch"), in any case
 */
gboolean
td_document_name_is_type (const char *text)
{
  char lower[48];
  gsize n = 0;

  for (const char *p = text; *p != '\0' && n + 6 < sizeof lower; p = g_utf8_next_char (p))
    n += (gsize) g_unichar_to_utf8 (g_unichar_tolower (g_utf8_get_char (p)), lower + n);
  lower[n] = '\0';

  return starts_with_any (lower, types, G_N_ELEMENTS (types));
}

static const char *
skip_spaces (const char *p)
{
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

/* Whether the name goes on behind a joint: "và", a dash, a comma. */
static gboolean
goes_on (const char *next, gunichar joint, TdDocumentNameKind kind)
{
  if (*next == '\0' || td_document_name_is_type (next))
    return FALSE;
  if (joint == ',')
    return kind == TD_DOCUMENT_NAME_LAW
               ? starts_with_any (next, law_commas, G_N_ELEMENTS (law_commas))
               : starts_with_any (next, agency_commas, G_N_ELEMENTS (agency_commas));
  if (kind == TD_DOCUMENT_NAME_LAW)
    return joint == 'v' && g_unichar_islower (g_utf8_get_char (next)) &&
           !starts_with_any (next, stops, G_N_ELEMENTS (stops));

  return g_unichar_isupper (g_utf8_get_char (next)) ||
         (joint == 'v' && starts_with_word (next, "đào tạo"));
}

static gboolean
is_letter_of_name (gunichar c)
{
  return g_unichar_isalnum (c) || c == '&' || c == '-' || c == 0x2013 || c == '/';
}

/* One word of a name, without the punctuation that follows. */
static const char *
word_end (const char *p)
{
  while (*p != '\0' && is_letter_of_name (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

static gboolean
is_dash_word (const char *word, const char *end)
{
  return g_utf8_strlen (word, end - word) == 1 && !g_unichar_isalnum (g_utf8_get_char (word));
}

typedef struct
{
  const char *end;     /* of the name so far */
  const char *trusted; /* end of the last capital word with what belongs to it */
  guint lower_run;
} Scan;

static void
take_word (Scan *scan, const char *word, const char *end)
{
  if (g_unichar_islower (g_utf8_get_char (word)))
    scan->lower_run++;
  else
    scan->lower_run = 0;
  scan->end = end;
  if (scan->lower_run < TRUSTED_LOWER_RUN)
    scan->trusted = end;
}

/* Takes the word at @word and finds the next one; NULL when the name ends. */
static const char *
scan_word (Scan *scan, const char *word, TdDocumentNameKind kind)
{
  const char *end = word_end (word);
  const char *next = skip_spaces (end);
  gboolean joint = is_dash_word (word, end) || starts_with_word (word, "và");

  if (end == word || starts_with_any (word, stops, G_N_ELEMENTS (stops)))
    return NULL;
  if (kind == TD_DOCUMENT_NAME_LAW && g_ascii_isdigit (*word))
    return NULL;
  if (joint)
    return goes_on (next, g_utf8_get_char (word), kind) ? next : NULL;

  take_word (scan, word, end);
  if (scan->lower_run > (kind == TD_DOCUMENT_NAME_LAW ? MAX_LAW_LOWER_RUN : MAX_LOWER_RUN))
    {
      scan->end = scan->trusted;
      return NULL;
    }
  if (*end == ',')
    {
      next = skip_spaces (end + 1);
      return goes_on (next, ',', kind) ? next : NULL;
    }
  if (*end == '.' && (starts_with_word (word, "TP") || starts_with_word (word, "Tp")))
    return skip_spaces (end + 1);

  return next > end ? next : NULL;
}

/**
 * td_document_name_scan:
 * @text: UTF-8, at the first letter of the name
 * @kind: what is named
 *
 * Returns: bytes of the name at @text, 0 when none stands there
 */
gsize
td_document_name_scan (const char *text, TdDocumentNameKind kind)
{
  Scan scan = { text, text, 0 };
  const char *word = text;

  if (kind == TD_DOCUMENT_NAME_AGENCY && td_document_name_is_type (text))
    return 0;
  if (!g_unichar_isupper (g_utf8_get_char (text)) &&
      !(kind == TD_DOCUMENT_NAME_AGENCY &&
        starts_with_any (text, agency_starts, G_N_ELEMENTS (agency_starts))))
    return 0;

  for (guint i = 0; i < MAX_WORDS && word != NULL && *word != '\0'; i++)
    word = scan_word (&scan, word, kind);

  return (gsize) (scan.end - text);
}
