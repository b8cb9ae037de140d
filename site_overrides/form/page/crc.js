/* The sum by which a zip tells whether a file in it is whole. */
(function (form) {
  "use strict";
  let table = null;
  function crcTable() {
    return Uint32Array.from({ length: 256 }, (_, byte) => {
      let sum = byte;
      for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
      return sum;
    });
  }
  function crcOf(bytes) {
    table = table || crcTable();
    let sum = 0xffffffff;
    for (let place = 0; place < bytes.length; place += 1) sum = (sum >>> 8) ^ table[(sum ^ bytes[place]) & 255];
    return (sum ^ 0xffffffff) >>> 0;
  }

  form.crcOf = crcOf;
})((window.courseForm = window.courseForm || {}));
