/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "td-data-resources.h"
#include "td-dossier-batch.h"
#include "td-zip-writer.h"

#define WORDS "/vn/tiendo/TienDo/dossier-words.json"
#define WORKBOOK                                                                                   \
  "<workbook xmlns:r='r'><sheets><sheet name='A' sheetId='1' r:id='r1'/></sheets></workbook>"
#define RELATIONS                                                                                  \
  "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>"
#define STYLES "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"
#define ONE_CELL "<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData></worksheet>"
#define SHARED "<sst><si><t>Mã hồ sơ</t></si><si><t>Ngày tiếp nhận</t></si></sst>"

static TdDossierWords *
load_words (void)
{
  g_autoptr (GBytes) json =
      g_resource_lookup_data (td_data_get_resource (), WORDS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return td_dossier_words_new (json, NULL);
}

/* What begins with '<' is the XML of a sheet or of its texts: mutations of a packed file would stop
 * at its sums. */
static GBytes *
pack (const uint8_t *data, size_t size)
{
  g_autoptr (TdZipWriter) zip = td_zip_writer_new ();
  gboolean shared = size > 4 && memcmp (data, "<sst", 4) == 0;

  td_zip_writer_add (zip, "xl/workbook.xml", WORKBOOK, strlen (WORKBOOK));
  td_zip_writer_add (zip, "xl/_rels/workbook.xml.rels", RELATIONS, strlen (RELATIONS));
  td_zip_writer_add (zip, "xl/styles.xml", STYLES, strlen (STYLES));
  td_zip_writer_add (zip, "xl/sharedStrings.xml", shared ? (const void *) data : SHARED,
                     shared ? size : strlen (SHARED));
  td_zip_writer_add (zip, "xl/worksheets/sheet1.xml", shared ? ONE_CELL : (const void *) data,
                     shared ? strlen (ONE_CELL) : size);

  return td_zip_writer_finish (zip, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static TdDossierWords *words;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TdSheetFile) file = NULL;
  g_autoptr (TdDossierBatch) batch = NULL;
  TdDossierReadOptions options = { 0 };

  if (words == NULL)
    words = load_words ();
  /* the format of an old .xls is read by a library, which is not what is tried here */
  if (size > 0 && (data[0] == 0xd0 || data[0] == 0x09))
    return 0;

  bytes = size > 4 && (memcmp (data, "<sst", 4) == 0 || memcmp (data, "<wor", 4) == 0)
              ? pack (data, size)
              : g_bytes_new_static (data, size);
  file = td_sheet_file_open (bytes, "fuzz", NULL, NULL);
  options.words = words;
  options.now = 1767225600;
  if (file != NULL)
    batch = td_dossier_read (file, &options, NULL, NULL);

  return 0;
}
