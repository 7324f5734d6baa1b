/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-layout.h"

G_BEGIN_DECLS

/* What a #TdPdfWorker says to its process (src/probe) and hears from it: a request, as many bytes
 * as its length; an answer, as many bytes as its length. Both ends are of one installation. */

/**
 * TdPdfTask:
 * @TD_PDF_TASK_OPEN: the bytes are the file; the answer is a #TD_PDF_PAGES_TYPE
 * @TD_PDF_TASK_PAINT: the page of the place as a picture, @width pixels by @height; the answer has
 *   three bytes a pixel, line by line
 * @TD_PDF_TASK_FIND: the bytes are words to look for on the page of the place; the answer is an
 *   array of #TdLayoutRect for at most @width matches
 * @TD_PDF_TASK_TEXT: the words between two corners of the place, of the whole page without a width;
 *   the answer is UTF-8
 * @TD_PDF_TASK_PRINT: the bytes are the numbers (guint32) of pages; the answer is a PDF file of
 * them
 */
typedef enum
{
  TD_PDF_TASK_OPEN,
  TD_PDF_TASK_PAINT,
  TD_PDF_TASK_FIND,
  TD_PDF_TASK_TEXT,
  TD_PDF_TASK_PRINT,
} TdPdfTask;

typedef enum
{
  TD_PDF_ANSWER_DONE,
  TD_PDF_ANSWER_FAILED,
  TD_PDF_ANSWER_ENCRYPTED,
  TD_PDF_ANSWER_TOO_MANY_PAGES,
} TdPdfAnswerCode;

typedef struct
{
  guint32 task; /* TdPdfTask */
  guint32 width;
  guint32 height;
  TdLayoutRect place;
  guint64 length;
} TdPdfRequest;

typedef struct
{
  guint32 code; /* TdPdfAnswerCode; the others have no bytes */
  guint64 length;
} TdPdfAnswer;

/* Of each page: width and height in points, the number printed on it */
#define TD_PDF_PAGES_TYPE ((const GVariantType *) "a(dds)")

G_END_DECLS
