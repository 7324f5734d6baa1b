/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-letter-private.h"
#include "td-qr.h"
#include "td-text.h"

/* The forms of Circular 01/2018/TT-VPCP in their printed order; those of Circular 03/2025/TT-VPCP
 * follow them with the data that are known of it. Documents are Vietnamese. */

#define ONE_STOP "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"
#define HEAD_SIZE 9
#define QR_SIZE 18 /* mm: a phone reads it from half a sheet at arm's length */
#define DOTS "……………………"

/* Sizes of the ledger's type, from the first with which it stands on one page */
static const double ledger_sizes[] = { 11, 10, 9, 8, 7 };

typedef struct
{
  const TdDossierCase *dossier;
  const TdLetter *letter;
  const TdLetterForm *form;
  double size; /* of the ledger's type */
  TdBlock *part;
} Sheet;

static TdBlock *
add_text (TdBlock *parent, const char *text, TdAlign align, gboolean bold, gboolean italic)
{
  TdBlock *paragraph = td_block_append (parent, td_block_new_plain (text, NULL));

  paragraph->as.paragraph.align = align;
  paragraph->as.paragraph.bold = bold;
  paragraph->as.paragraph.italic = italic;

  return paragraph;
}

static TdBlock *
add_plain_table (TdBlock *part, double left)
{
  TdBlock *table = td_block_append (part, td_block_new_table (0));

  table->as.table.plain = TRUE;
  td_block_add_column (table, NULL, NULL, left, TD_ALIGN_CENTER);
  td_block_add_column (table, NULL, NULL, 1 - left, TD_ALIGN_CENTER);

  return table;
}

static TdBlock *
add_cell (TdBlock *row, const char *text, gboolean header)
{
  TdBlock *cell = td_block_append (row, td_block_new_cell (text, NULL));

  cell->as.cell.header = header;

  return cell;
}

/* "Bình Minh, ngày 05 tháng 7 năm 2024" */
static char *
place_and_date (const Sheet *sheet)
{
  g_autofree char *words = td_moment_format_words (sheet->letter->at);
  const char *day = strstr (words, ", ");

  return g_strdup_printf ("%s%s", sheet->letter->place != NULL ? sheet->letter->place : DOTS,
                          day != NULL ? day : "");
}

static void
add_head (const Sheet *sheet)
{
  const TdLetter *letter = sheet->letter;
  gboolean one_stop = letter->kind != TD_LETTER_APOLOGY && letter->kind != TD_LETTER_STOP &&
                      letter->kind != TD_LETTER_LEDGER;
  TdBlock *table = add_plain_table (sheet->part, 0.41);
  TdBlock *row = td_block_append (table, td_block_new_row ());
  TdBlock *left = add_cell (row, NULL, FALSE);
  TdBlock *right = add_cell (row, NULL, FALSE);
  g_autofree char *number = letter->number != NULL
                                ? g_strdup_printf ("Số: %s", letter->number)
                                : g_strdup_printf ("Mã hồ sơ: %s", sheet->dossier->dossier->code);
  g_autofree char *date = place_and_date (sheet);

  table->as.table.font_size = sheet->form->a5 ? HEAD_SIZE : 12;
  add_text (left, one_stop ? letter->agency : letter->parent, TD_ALIGN_CENTER, FALSE, FALSE);
  add_text (left, one_stop ? ONE_STOP : letter->agency, TD_ALIGN_CENTER, TRUE, FALSE);
  add_text (left, number, TD_ALIGN_CENTER, FALSE, FALSE);
  add_text (right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", TD_ALIGN_CENTER, TRUE, FALSE);
  add_text (right, "Độc lập - Tự do - Hạnh phúc", TD_ALIGN_CENTER, TRUE, FALSE);
  add_text (right, date, TD_ALIGN_CENTER, FALSE, TRUE);
}

/* Circular 01/2018/TT-VPCP, form 01: the one-stop desk reads the code of the dossier from it. */
static void
add_code (const Sheet *sheet)
{
  const char *code = sheet->dossier->dossier->code;
  g_autofree char *alt = g_strdup_printf ("Mã QR của hồ sơ %s", code);

  td_block_append (sheet->part, td_qr_new_figure (code, QR_SIZE, alt));
}

static void
add_title (const Sheet *sheet)
{
  g_auto (GStrv) lines = g_strsplit (sheet->form->title, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    add_text (sheet->part, lines[i], TD_ALIGN_CENTER, TRUE, FALSE);
}

static void
add_field (const Sheet *sheet, const char *label, const char *value)
{
  g_autofree char *text = g_strdup_printf ("%s %s", label, td_text_is_blank (value) ? DOTS : value);

  add_text (sheet->part, text, TD_ALIGN_LEFT, FALSE, FALSE);
}

static const char *
content_of (const TdDossierCase *dossier)
{
  if (dossier->detail != NULL && !td_text_is_blank (dossier->detail->content))
    return dossier->detail->content;

  return dossier->procedure_name;
}

static void
add_applicant (const Sheet *sheet)
{
  const TdDossierCase *dossier = sheet->dossier;
  const TdDossierDetailRow *detail = dossier->detail;
  g_autofree char *contact = g_strdup_printf (
      "%s    Email: %s", detail != NULL && !td_text_is_blank (detail->phone) ? detail->phone : DOTS,
      detail != NULL && !td_text_is_blank (detail->email) ? detail->email : DOTS);

  add_field (sheet, "Tiếp nhận hồ sơ của:", dossier->dossier->applicant);
  add_field (sheet, "Địa chỉ:", detail != NULL ? detail->address : NULL);
  add_field (sheet, "Số điện thoại:", contact);
  add_field (sheet, "Nội dung yêu cầu giải quyết:", content_of (dossier));
}

static void
add_papers (const Sheet *sheet)
{
  TdBlock *table = td_block_append (sheet->part, td_block_new_table (2));
  TdBlock *row = td_block_append (table, td_block_new_row ());
  static const char *const counts[] = { "Bản chính", "Bản chứng thực", "Bản photo" };

  td_block_add_column (table, "number", "TT", 0.08, TD_ALIGN_CENTER);
  td_block_add_column (table, "text", "Thành phần hồ sơ", 0.5, TD_ALIGN_LEFT);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    td_block_add_column (table, NULL, counts[i], 0.14, TD_ALIGN_CENTER);
  add_cell (row, "TT", TRUE)->as.cell.row_span = 2;
  add_cell (row, "Thành phần hồ sơ", TRUE)->as.cell.row_span = 2;
  add_cell (row, "Số lượng", TRUE)->as.cell.column_span = 3;
  row = td_block_append (table, td_block_new_row ());
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    add_cell (row, counts[i], TRUE);
  for (guint i = 0; i < MAX (sheet->dossier->papers->len, 1); i++)
    {
      const TdDossierPaperRow *paper =
          i < sheet->dossier->papers->len ? g_ptr_array_index (sheet->dossier->papers, i) : NULL;
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const gint64 values[] = { paper != NULL ? paper->originals : 0,
                                paper != NULL ? paper->certified : 0,
                                paper != NULL ? paper->copies : 0 };

      row = td_block_append (table, td_block_new_row ());
      add_cell (row, number, FALSE);
      add_cell (row, paper != NULL ? paper->text : "", FALSE);
      for (guint c = 0; c < G_N_ELEMENTS (values); c++)
        {
          g_autofree char *count = g_strdup_printf ("%02" G_GINT64_FORMAT, values[c]);

          add_cell (row, values[c] > 0 ? count : "", FALSE);
        }
    }
}

static char *
moment_words (TdMoment moment)
{
  return moment != TD_MOMENT_NONE ? td_moment_format_words (moment)
                                  : g_strdup ("… giờ … phút, ngày … tháng … năm ……");
}

/* RULE tt01-2018-art19: Mẫu 01, the fields in their printed order */
static void
compose_receipt (const Sheet *sheet)
{
  const TdDossierCase *dossier = sheet->dossier;
  const TdDossierDetailRow *detail = dossier->detail;
  TdLimitUnit unit;
  g_autofree char *sets =
      g_strdup_printf ("%02d (bộ)", detail != NULL && detail->sets > 0 ? (int) detail->sets : 1);
  g_autofree char *limit =
      dossier->procedure != NULL && td_limit_unit_parse (dossier->procedure->limit_unit, &unit)
          ? td_limit_describe (unit, dossier->procedure->limit_value)
          : NULL;
  g_autofree char *received = moment_words (dossier->dossier->received / 60);
  TdMoment due = dossier->clock != NULL && dossier->clock->promised != TD_MOMENT_NONE
                     ? dossier->clock->promised
                 : dossier->dossier->due > 0 ? dossier->dossier->due / 60
                                             : TD_MOMENT_NONE;
  g_autofree char *promised = moment_words (due);

  add_applicant (sheet);
  add_text (sheet->part, "1. Thành phần hồ sơ nộp gồm:", TD_ALIGN_LEFT, FALSE, FALSE);
  add_papers (sheet);
  add_field (sheet, "2. Số lượng hồ sơ:", sets);
  add_field (sheet, "3. Thời gian giải quyết hồ sơ theo quy định là:", limit);
  add_field (sheet, "4. Thời gian nhận hồ sơ:", received);
  add_field (sheet, "5. Thời gian trả kết quả giải quyết hồ sơ:", promised);
  add_field (sheet, "6. Đăng ký nhận kết quả tại:",
             detail != NULL && !td_text_is_blank (detail->return_place)
                 ? detail->return_place
                 : "Bộ phận Tiếp nhận và Trả kết quả");
  if (detail != NULL && detail->book_number > 0)
    {
      g_autofree char *book =
          g_strdup_printf ("%s   Số thứ tự: %" G_GINT64_FORMAT,
                           detail->book != NULL ? detail->book : DOTS, detail->book_number);

      add_field (sheet, "Vào Sổ theo dõi hồ sơ, Quyển số:", book);
    }
}

static void
add_items (const Sheet *sheet)
{
  for (guint i = 0; sheet->letter->items != NULL && sheet->letter->items[i] != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u. %s", i + 1, sheet->letter->items[i]);

      add_text (sheet->part, text, TD_ALIGN_LEFT, FALSE, FALSE);
    }
  if (sheet->letter->items == NULL || sheet->letter->items[0] == NULL)
    add_text (sheet->part, "1. " DOTS, TD_ALIGN_LEFT, FALSE, FALSE);
}

static void
compose_supplement (const Sheet *sheet)
{
  g_autofree char *help = g_strdup_printf (
      "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông (bà) liên hệ với %s để được hướng "
      "dẫn.",
      sheet->letter->contact != NULL ? sheet->letter->contact : "Bộ phận Tiếp nhận và Trả kết quả");

  add_field (sheet, "Hồ sơ của:", sheet->dossier->dossier->applicant);
  add_field (sheet, "Nội dung yêu cầu giải quyết:", content_of (sheet->dossier));
  add_field (sheet,
             "Địa chỉ:", sheet->dossier->detail != NULL ? sheet->dossier->detail->address : NULL);
  add_field (sheet, "Số điện thoại:",
             sheet->dossier->detail != NULL ? sheet->dossier->detail->phone : NULL);
  add_text (sheet->part, "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:", TD_ALIGN_LEFT, FALSE,
            FALSE);
  add_items (sheet);
  add_field (sheet, "Lý do:", sheet->letter->reason);
  add_text (sheet->part, help, TD_ALIGN_JUSTIFY, FALSE, FALSE);
}

static void
compose_refusal (const Sheet *sheet)
{
  g_autofree char *text = g_strdup_printf (
      "Qua xem xét, %s thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ "
      "thể như sau:",
      "Bộ phận Tiếp nhận và Trả kết quả");

  add_applicant (sheet);
  add_text (sheet->part, text, TD_ALIGN_JUSTIFY, FALSE, FALSE);
  add_items (sheet);
  if (sheet->letter->reason != NULL)
    add_text (sheet->part, sheet->letter->reason, TD_ALIGN_JUSTIFY, FALSE, FALSE);
  add_text (sheet->part, "Xin thông báo để Ông (bà) được biết và thực hiện./.", TD_ALIGN_JUSTIFY,
            FALSE, FALSE);
}

/* "Ngày …, … tiếp nhận hồ sơ của Ông (bà), …" */
static void
add_what_was_received (const Sheet *sheet)
{
  const TdDossierRow *row = sheet->dossier->dossier;
  g_autofree char *received = moment_words (row->received / 60);
  g_autofree char *promised = moment_words (row->due > 0 ? row->due / 60 : TD_MOMENT_NONE);
  g_autofree char *told = g_strdup_printf (
      "Ngày %s, %s tiếp nhận hồ sơ của Ông (bà), mã số %s, về việc: %s; thời gian hẹn trả kết quả: "
      "%s.",
      strstr (received, "ngày ") != NULL ? strstr (received, "ngày ") + strlen ("ngày ") : received,
      sheet->letter->agency_name != NULL ? sheet->letter->agency_name : "cơ quan chúng tôi",
      row->code, content_of (sheet->dossier) != NULL ? content_of (sheet->dossier) : DOTS,
      promised);

  add_text (sheet->part, told, TD_ALIGN_JUSTIFY, FALSE, FALSE);
}

static const TdDossierEventRow *
last_event (const TdDossierCase *dossier, const char *a, const char *b)
{
  for (guint i = dossier->events->len; i > 0; i--)
    {
      const TdDossierEventRow *event = g_ptr_array_index (dossier->events, i - 1);

      if (!event->cancelled && (g_strcmp0 (event->kind, a) == 0 || g_strcmp0 (event->kind, b) == 0))
        return event;
    }

  return NULL;
}

/* The form of 2025 asks for more time: how often it was given before is told, too. */
static void
add_extensions (const Sheet *sheet)
{
  g_autofree char *count = NULL;
  guint n = 0;

  for (guint i = 0; i < sheet->dossier->events->len; i++)
    {
      const TdDossierEventRow *event = g_ptr_array_index (sheet->dossier->events, i);

      n += !event->cancelled && g_strcmp0 (event->kind, "extended") == 0;
    }
  count = g_strdup_printf ("%02u", n);
  add_field (sheet, "Số lần đã gia hạn trước đó:", count);
}

/* A letter may be written when the result is there, but late: then it says so, and names a time to
 * come only where one was given. */
static gboolean
has_late_result (const Sheet *sheet)
{
  const TdDossierRow *row = sheet->dossier->dossier;

  return row->due > 0 && row->returned > row->due && row->returned / 60 <= sheet->letter->at;
}

/* RULE nd61-2018-art19-9: the reason and the new time are told */
static void
compose_apology (const Sheet *sheet)
{
  gboolean late_result = has_late_result (sheet);
  g_autofree char *until = moment_words (sheet->letter->until);
  g_autofree char *returned = moment_words (sheet->dossier->dossier->returned / 60);
  g_autofree char *result = g_strdup_printf (
      "Hồ sơ của Ông (bà) có kết quả giải quyết lúc %s, chậm so với thời gian đã hẹn.", returned);
  g_autofree char *again = g_strdup_printf (
      sheet->form->extends
          ? "Đề nghị được gia hạn thời gian giải quyết; thời gian trả kết quả mới: %s."
          : "Hẹn Ông (bà) đến nhận kết quả vào: %s.",
      until);

  add_field (sheet, "Kính gửi:", sheet->dossier->dossier->applicant);
  add_what_was_received (sheet);
  add_text (
      sheet->part,
      late_result
          ? result
          : "Đến nay, hồ sơ của Ông (bà) chưa có kết quả giải quyết theo đúng thời gian đã hẹn.",
      TD_ALIGN_JUSTIFY, FALSE, FALSE);
  add_field (sheet, "Lý do:", sheet->letter->reason);
  add_text (sheet->part,
            "Chúng tôi thành thật xin lỗi Ông (bà) về sự chậm trễ này và mong Ông (bà) thông cảm.",
            TD_ALIGN_JUSTIFY, FALSE, FALSE);
  if (!late_result || sheet->letter->until != TD_MOMENT_NONE)
    add_text (sheet->part, again, TD_ALIGN_JUSTIFY, FALSE, FALSE);
  if (sheet->form->extends)
    add_extensions (sheet);
}

/* The request to stop, the stage it came in, the decision, and what was paid. The wording of the
 * circular is not at hand: these are the data its form 05 asks for. */
static void
compose_stop (const Sheet *sheet)
{
  const TdDossierCase *dossier = sheet->dossier;
  const TdDossierEventRow *event = last_event (dossier, "stopped", "withdrawn");
  const TdDossierEventRow *stage = last_event (dossier, "handed_over", NULL);
  TdMoment at = TD_MOMENT_NONE;
  g_autofree char *when = NULL;
  g_autofree char *fee = dossier->dossier->fee >= 0
                             ? g_strdup_printf ("%" G_GINT64_FORMAT " đồng", dossier->dossier->fee)
                             : NULL;

  if (event != NULL)
    td_moment_parse (event->at, &at);
  when = moment_words (at);
  add_field (sheet, "Kính gửi:", dossier->dossier->applicant);
  add_what_was_received (sheet);
  add_field (sheet, "Thời gian đề nghị dừng giải quyết hồ sơ:", when);
  add_field (sheet, "Lý do:", sheet->letter->reason);
  add_field (sheet, "Hồ sơ đang được giải quyết tại:",
             stage != NULL && stage->party != NULL ? stage->party : dossier->unit);
  add_field (sheet, "Phí, lệ phí đã nộp:", fee);
  add_text (
      sheet->part,
      "Theo đề nghị của Ông (bà), việc giải quyết hồ sơ được dừng kể từ thời gian nêu trên. Xin "
      "thông báo để Ông (bà) được biết./.",
      TD_ALIGN_JUSTIFY, FALSE, FALSE);
}

static void
add_handover (TdBlock *table, const char *who, const char *when, const char *result)
{
  TdBlock *row = td_block_append (table, td_block_new_row ());

  add_cell (row, who, FALSE);
  add_cell (row, when, FALSE);
  add_cell (row, result, FALSE);
  add_cell (row, "", FALSE);
}

static void
compose_control (const Sheet *sheet)
{
  const TdDossierCase *dossier = sheet->dossier;
  TdBlock *table;
  g_autofree char *received = moment_words (dossier->dossier->received / 60);
  const char *from = "Bộ phận Tiếp nhận và Trả kết quả";

  add_field (sheet, "Mã hồ sơ:", dossier->dossier->code);
  add_field (sheet, "Cơ quan (bộ phận) giải quyết hồ sơ:", dossier->unit);
  add_field (sheet, "Nội dung:", content_of (dossier));
  table = td_block_append (sheet->part, td_block_new_table (0));
  td_block_add_column (table, NULL, "TÊN CƠ QUAN", 0.3, TD_ALIGN_LEFT);
  td_block_add_column (table, NULL, "THỜI GIAN GIAO, NHẬN HỒ SƠ", 0.34, TD_ALIGN_LEFT);
  td_block_add_column (table, NULL, "KẾT QUẢ GIẢI QUYẾT HỒ SƠ (Trước hạn/Đúng hạn/Quá hạn)", 0.22,
                       TD_ALIGN_CENTER);
  td_block_add_column (table, NULL, "GHI CHÚ", 0.14, TD_ALIGN_LEFT);
  td_block_append_header_row (table);
  add_handover (table, "1. Nhận: Bộ phận Tiếp nhận và Trả kết quả", received, "");
  for (guint i = 0, n = 1; i < dossier->events->len; i++)
    {
      const TdDossierEventRow *event = g_ptr_array_index (dossier->events, i);
      g_autofree char *who = NULL;
      g_autofree char *giver = NULL;
      g_autofree char *when = NULL;
      TdMoment at;

      if (event->cancelled || g_strcmp0 (event->kind, "handed_over") != 0 ||
          !td_moment_parse (event->at, &at))
        continue;
      when = moment_words (at);
      giver = g_strdup_printf ("%u. Giao: %s", ++n, from);
      who = g_strdup_printf ("%u. Nhận: %s", ++n, event->party != NULL ? event->party : DOTS);
      add_handover (table, giver, when, "");
      add_handover (table, who, when, "");
      from = event->party != NULL ? event->party : DOTS;
    }
  if (dossier->clock != NULL && dossier->clock->finished != TD_MOMENT_NONE)
    {
      g_autofree char *when = moment_words (dossier->clock->finished);

      add_handover (table, td_event_kind_words (dossier->clock->ending), when,
                    td_on_time_group_words (dossier->clock->by_day));
    }
  else
    {
      g_autofree char *blank = moment_words (TD_MOMENT_NONE);

      add_handover (table, "Giao: " DOTS, blank, "");
      add_handover (table, "Nhận: " DOTS, blank, "");
    }
}

/* Days that a notice made free or working, one after the other with one effect, are one line: how
 * many lines it is of. */
static guint
same_days (const GPtrArray *ledger, guint at, GString *event)
{
  const TdClockLine *first = g_ptr_array_index (ledger, at);
  const TdClockLine *line = first;
  guint n = 1;
  GDate from, to;

  if (first->name == NULL)
    {
      g_string_assign (event, first->event);
      return 1;
    }
  for (; at + n < ledger->len; n++)
    {
      const TdClockLine *next = g_ptr_array_index (ledger, at + n);

      if (next->name == NULL || g_strcmp0 (next->effect, first->effect) != 0 ||
          g_strcmp0 (next->rule, first->rule) != 0 || g_strcmp0 (next->name, first->name) != 0)
        break;
      line = next;
    }
  td_moment_get_date (first->at, &from);
  td_moment_get_date (line->at, &to);
  if (n == 1)
    g_string_assign (event, first->event);
  else
    g_string_printf (event, "%02d/%02d–%02d/%02d/%d: %s", g_date_get_day (&from),
                     g_date_get_month (&from), g_date_get_day (&to), g_date_get_month (&to),
                     g_date_get_year (&to), first->name);

  return n;
}

static void
add_ledger_table (const Sheet *sheet)
{
  const GPtrArray *ledger = sheet->dossier->clock->ledger;
  TdBlock *table = td_block_append (sheet->part, td_block_new_table (0));
  g_autoptr (GString) event = g_string_new (NULL);

  table->as.table.font_size = sheet->size;
  td_block_add_column (table, NULL, "Thời điểm", 0.11, TD_ALIGN_CENTER);
  td_block_add_column (table, NULL, "Sự việc", 0.33, TD_ALIGN_LEFT);
  td_block_add_column (table, NULL, "Tác động đến thời hạn", 0.29, TD_ALIGN_LEFT);
  td_block_add_column (table, NULL, "Căn cứ", 0.19, TD_ALIGN_LEFT);
  td_block_add_column (table, NULL, "Số ngày đã tính", 0.08, TD_ALIGN_CENTER);
  td_block_append_header_row (table);
  for (guint i = 0, n; i < ledger->len; i += n)
    {
      const TdClockLine *line = g_ptr_array_index (ledger, i);
      TdBlock *row = td_block_append (table, td_block_new_row ());
      g_autofree char *at = td_moment_format_display (line->at);
      g_autofree char *total = sheet->dossier->days != NULL
                                   ? td_clock_days_total (sheet->dossier->days, line->at)
                                   : g_strdup ("");

      n = same_days (ledger, i, event);
      add_cell (row, at, FALSE);
      add_cell (row, event->str, FALSE);
      add_cell (row, line->effect, FALSE);
      add_cell (row, line->rule, FALSE);
      add_cell (row, line->name != NULL ? "–" : total, FALSE);
    }
}

/* Two columns without lines, in the type of the ledger: it all has to stand on one page. */
static void
add_small_field (TdBlock *table, const char *label, const char *value)
{
  TdBlock *row = td_block_append (table, td_block_new_row ());

  add_cell (row, label, FALSE);
  add_cell (row, td_text_is_blank (value) ? DOTS : value, FALSE);
}

static TdBlock *
add_small_table (const Sheet *sheet)
{
  TdBlock *table = td_block_append (sheet->part, td_block_new_table (0));

  table->as.table.plain = TRUE;
  table->as.table.font_size = sheet->size + 1;
  td_block_add_column (table, NULL, NULL, 0.36, TD_ALIGN_LEFT);
  td_block_add_column (table, NULL, NULL, 0.64, TD_ALIGN_LEFT);

  return table;
}

static void
compose_ledger (const Sheet *sheet)
{
  const TdDossierCase *dossier = sheet->dossier;
  const TdClock *clock = dossier->clock;
  TdBlock *table = add_small_table (sheet);
  TdLimitUnit unit;
  g_autofree char *limit =
      dossier->procedure != NULL && td_limit_unit_parse (dossier->procedure->limit_unit, &unit)
          ? td_limit_describe (unit, dossier->procedure->limit_value)
          : NULL;
  g_autofree char *promised = NULL;
  g_autofree char *due = NULL;

  add_small_field (table, "Mã hồ sơ:", dossier->dossier->code);
  add_small_field (table, "Thủ tục hành chính:", dossier->procedure_name);
  add_small_field (table, "Đơn vị giải quyết:", dossier->unit);
  add_small_field (table, "Thời hạn giải quyết:", limit);
  add_small_field (table, "Quy tắc tính hạn:", dossier->policy_name);
  if (clock == NULL)
    {
      add_text (sheet->part, dossier->clock_error, TD_ALIGN_LEFT, TRUE, FALSE);
      return;
    }
  promised = moment_words (clock->promised);
  due = moment_words (clock->due);
  add_small_field (table, "Ngày hẹn trả trên giấy tiếp nhận:", promised);
  add_small_field (table, "Hạn trả kết quả tính lại:", due);
  add_ledger_table (sheet);
}

static void
add_signers (const Sheet *sheet)
{
  static const gboolean two[TD_N_LETTERS] = { TRUE, FALSE, TRUE, FALSE, FALSE, FALSE, FALSE };
  TdBlock *table, *row, *left, *right;

  if (td_text_is_blank (sheet->form->signer))
    return;
  table = add_plain_table (sheet->part, 0.5);
  row = td_block_append (table, td_block_new_row ());
  left = add_cell (row, NULL, FALSE);
  right = add_cell (row, NULL, FALSE);
  if (two[sheet->letter->kind])
    {
      add_text (left, "NGƯỜI NỘP HỒ SƠ", TD_ALIGN_CENTER, TRUE, FALSE);
      add_text (left, "(Ký và ghi rõ họ tên)", TD_ALIGN_CENTER, FALSE, TRUE);
    }
  add_text (right, sheet->form->signer, TD_ALIGN_CENTER, TRUE, FALSE);
  add_text (right, "(Ký và ghi rõ họ tên)", TD_ALIGN_CENTER, FALSE, TRUE);
}

static TdBlock *
add_part (Sheet *sheet, TdBlock *document)
{
  static void (*const composers[TD_N_LETTERS]) (const Sheet *sheet) = {
    compose_receipt, compose_supplement, compose_refusal, compose_apology,
    compose_stop,    compose_control,    compose_ledger,
  };

  if (document == NULL)
    {
      g_autofree char *flat = g_strdelimit (g_strdup (sheet->form->title), "\n", ' ');
      g_autofree char *title = td_text_sentence_case (flat);

      document = td_block_new_document (title, sheet->letter->agency);
    }
  sheet->part =
      td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_PORTRAIT, NULL));
  add_head (sheet);
  if (sheet->letter->kind == TD_LETTER_RECEIPT)
    add_code (sheet);
  add_title (sheet);
  composers[sheet->letter->kind](sheet);
  add_signers (sheet);

  return document;
}

/* RULE one-page-ledger: an inspector gets the ledger on one sheet; its type gives way. */
static double
fit_ledger (const Sheet *sheet)
{
  for (guint i = 0; i + 1 < G_N_ELEMENTS (ledger_sizes); i++)
    {
      Sheet trial = *sheet;
      g_autoptr (TdBlock) document = NULL;
      TdLayout *layout;
      guint n_pages;

      trial.size = ledger_sizes[i];
      document = add_part (&trial, NULL);
      layout = td_letter_layout_new (document, sheet->form->a5);
      n_pages = td_layout_get_n_pages (layout);
      td_layout_unref (layout);
      if (n_pages <= 1)
        return ledger_sizes[i];
    }

  return ledger_sizes[G_N_ELEMENTS (ledger_sizes) - 1];
}

/**
 * td_letter_compose:
 * @dossier: the dossier
 * @letter: what the paper says beside it
 * @document: (nullable) (transfer full): a document to add the paper to; NULL: a new one
 * @a5: (out): whether it is half a sheet
 * @error: return location; TD_ERROR_NOT_FOUND when no form is in force
 *
 * Returns: (nullable) (transfer full): the document with the paper as its last part
 */
TdBlock *
td_letter_compose (const TdDossierCase *dossier,
                   const TdLetter *letter,
                   TdBlock *document,
                   gboolean *a5,
                   GError **error)
{
  g_autoptr (TdLetterForm) form = td_letter_form_at (letter->kind, letter->at, error);
  Sheet sheet = { dossier, letter, form, ledger_sizes[0], NULL };

  if (form == NULL)
    {
      if (document != NULL)
        td_block_unref (document);
      return NULL;
    }
  if (letter->kind == TD_LETTER_LEDGER && dossier->clock != NULL)
    sheet.size = fit_ledger (&sheet);
  *a5 = form->a5;

  return add_part (&sheet, document);
}
